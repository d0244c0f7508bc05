import type { Got, Sent } from '@/api/types'

export type Checklist = Got<'/api/v1/receptions'>
export type ReceptionLine = Checklist['items'][number]
export type Reception = Got<'/api/v1/receptions/{unit_id}'>
export type ReceptionBody = Sent<'/api/v1/receptions/{unit_id}', 'put'>
export type Lack = Reception['lacks'][number]
