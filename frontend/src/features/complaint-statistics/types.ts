import type { Got } from '@/api/types'

export type Statistics = Got<'/api/v1/complaint-statistics'>
export type Row = Statistics['rows'][number]
export type Counts = Statistics['total']
