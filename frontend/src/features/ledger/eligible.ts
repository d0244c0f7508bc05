import type { FindingLine } from '@/api/types'

export type BulkAct = 'hand_out' | 'urge'

/** The act → the states it may begin in, as the service has them. */
export type WorkActs = Readonly<Record<string, readonly string[]>>

/** Whether an act may reach a finding, as far as its line tells; the service decides, this only saves a refusal. */
export function eligible(
  act: BulkAct,
  line: Pick<FindingLine, 'work_state' | 'closure_state'>,
  acts: WorkActs | undefined,
): boolean {
  const from = acts?.[act]
  return from === undefined || (from.includes(line.work_state) && line.closure_state !== 'closed')
}
