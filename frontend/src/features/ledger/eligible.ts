import type { FindingLine } from '@/api/types'

export type BulkAct = 'hand-out' | 'urge'

/** From which states each act leads; the service decides, this only saves a refusal. */
const FROM: Record<BulkAct, ReadonlySet<string>> = {
  'hand-out': new Set(['confirmed']),
  urge: new Set(['handed_out', 'accepted', 'rectifying']),
}

export function eligible(act: BulkAct, line: Pick<FindingLine, 'work_state' | 'closure_state'>): boolean {
  return FROM[act].has(line.work_state) && line.closure_state !== 'closed'
}
