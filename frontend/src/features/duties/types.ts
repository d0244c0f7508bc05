import type { Got } from '@/api/types'

export type MyDuties = Got<'/api/v1/my-duties'>
/** One line of a list. */
export type DutyLine = MyDuties['items'][number]
export type TaskLine = MyDuties['tasks'][number]
export type Duty = Got<'/api/v1/duties/{duty_id}'>
export type DutyPart = Duty['parts'][number]
export type DutyField = DutyPart['fields'][number]
export type DutyRequest = Duty['requests'][number]
export type Result = Got<'/api/v1/report-results/{result_id}'>
export type Task = Got<'/api/v1/campaigns/{campaign_id}/tasks'>['items'][number]
