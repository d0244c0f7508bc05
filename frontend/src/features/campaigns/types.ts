import type { Got, Sent } from '@/api/types'

export type CampaignLine = Got<'/api/v1/campaigns'>['items'][number]
export type Campaign = Got<'/api/v1/campaigns/{campaign_id}'>
/** Sub-stages have no stages of their own. */
export type Stage = Campaign['stages'][number]
export type Allowed = Campaign['allowed_actions'][number]
export type Requirement = Campaign['requirements'][number]
export type ProblemType = Campaign['problem_types'][number]
export type Task = Got<'/api/v1/campaigns/{campaign_id}/tasks'>['items'][number]
export type Participant = Got<'/api/v1/campaigns/{campaign_id}/units'>['items'][number]
export type CampaignPatch = Partial<Sent<'/api/v1/campaigns/{campaign_id}', 'patch'>>
export type StagesPut = Sent<'/api/v1/campaigns/{campaign_id}/stages', 'put'>
export type TypesPut = Sent<'/api/v1/campaigns/{campaign_id}/problem-types', 'put'>
export type RequirementBody = Sent<'/api/v1/campaigns/{campaign_id}/report-requirements', 'post'>
export type TaskBody = Sent<'/api/v1/campaigns/{campaign_id}/tasks', 'post'>
export type TaskFilling = Sent<'/api/v1/campaigns/{campaign_id}/tasks/fill', 'post'>['tasks'][number]
export type Matrix = Got<'/api/v1/campaigns/{campaign_id}/report-matrix'>
export type Duty = Got<'/api/v1/campaigns/{campaign_id}/duties'>['items'][number]
export type Result = Got<'/api/v1/campaigns/{campaign_id}/report-results'>['items'][number]
export type CampaignTemplate = Got<'/api/v1/campaign-templates'>['items'][number]
