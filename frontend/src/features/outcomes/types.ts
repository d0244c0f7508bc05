import type { Got, Sent } from '@/api/types'

export type Exemplar = Got<'/api/v1/exemplars'>['items'][number]
export type RuleDoc = Got<'/api/v1/rule-docs'>['items'][number]
export type RuleDraft = Sent<'/api/v1/rule-docs/{rule_doc_id}', 'put'>
export type RuleKind = RuleDoc['kind']
