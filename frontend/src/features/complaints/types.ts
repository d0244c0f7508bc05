import type { Got, Sent } from '@/api/types'

export type ComplaintLine = Got<'/api/v1/complaints'>['items'][number]
export type Complaint = Got<'/api/v1/complaints/{complaint_id}'>
export type Clock = Complaint['clocks'][number]
export type Answer = Complaint['answers'][number]
export type Message = Complaint['messages'][number]
export type Allowed = Complaint['allowed_actions'][number]
export type ActBody = Sent<'/api/v1/complaints/{complaint_id}/acts', 'post'>
export type NewComplaint = Sent<'/api/v1/complaints', 'post'>
export type Triage = Sent<'/api/v1/complaints/{complaint_id}', 'patch'>
export type Similar = Got<'/api/v1/complaints/{complaint_id}/similar'>['items'][number]
export type ClockLine = Got<'/api/v1/complaint-clocks'>['items'][number]
