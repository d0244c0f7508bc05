import type { Got, Sent } from '@/api/types'

export type Letters = Got<'/api/v1/complaints/{complaint_id}/letters'>
export type Letter = Letters['items'][number]
export type Draft = Letters['drafts'][number]
export type Delivery = Sent<'/api/v1/complaint-letters/{letter_id}/delivery', 'post'>['delivery']
