import type { Got } from '@/api/types'

export type AcceptanceLine = Got<'/api/v1/acceptances'>['items'][number]
export type Acceptance = Got<'/api/v1/acceptances/{acceptance_id}'>
export type Counts = Acceptance['by_receipt']
export type Result = NonNullable<Acceptance['look_back_result']>
