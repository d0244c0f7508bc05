import type { Got, Sent } from '@/api/types'

export type CommitmentLine = Got<'/api/v1/commitments'>['items'][number]
export type Commitment = Got<'/api/v1/commitments/{commitment_id}'>
export type Promised = Commitment['items'][number]
export type PromiseLine = Got<'/api/v1/promises'>['items'][number]
export type CommitmentKind = Commitment['kind']
export type Medium = Commitment['media'][number]
export type Draft = Sent<'/api/v1/commitments/{commitment_id}', 'put'>
export type PromiseAct = Promised['acts'][number]
