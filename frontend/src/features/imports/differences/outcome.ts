import type { ImportDraft, ImportRow } from '@/api/types'

export type Difference = NonNullable<ImportRow['difference']>
export type State = Difference['state'] | 'gone'
export type Decision = NonNullable<ImportRow['decision']>

/** What becomes of a row when the draft is confirmed. Null: a person has to say first. */
export function outcomeOf(row: ImportRow): Decision | 'same' | null {
  const { difference, decision } = row
  if (!difference || difference.state === 'new' || decision === 'enter_as_new') return 'enter_as_new'
  if (difference.state === 'same') return 'same'
  if (difference.blocked !== null && decision === 'take') return null
  return decision ?? (difference.conflict ? null : 'take')
}

export interface Outcome {
  entering: number
  updating: number
  /** Of those updated, how many have a change that a leader decides on. */
  asking: number
  keeping: number
  same: number
  gone: number
  dropped: number
  /** The rows a person has to decide on, in their order. */
  undecided: ImportRow[]
}

/** What confirming the draft will do, in numbers. */
export function outcome(draft: ImportDraft, rows: readonly ImportRow[]): Outcome {
  const living = rows.filter((row) => !row.dropped)
  const of = (wanted: ReturnType<typeof outcomeOf>) => living.filter((row) => outcomeOf(row) === wanted)
  const taken = of('take')
  return {
    entering: of('enter_as_new').length,
    updating: taken.length,
    asking: taken.filter((row) => row.difference?.changes.some((change) => change.effect === 'asks')).length,
    keeping: of('keep').length,
    same: of('same').length,
    gone: draft.gone.length,
    dropped: rows.length - living.length,
    undecided: of(null),
  }
}

/** What rows can be shown alone. */
export type Shown = 'all' | State | 'undecided'

export function shownAs(row: ImportRow, shown: Shown): boolean {
  if (shown === 'all') return true
  if (shown === 'gone') return false
  if (row.dropped) return false
  if (shown === 'undecided') return outcomeOf(row) === null
  return (row.difference?.state ?? 'new') === shown
}

/** The rows that changed and need nobody's decision: what can be decided on at once. */
export function decidable(rows: readonly ImportRow[]): ImportRow[] {
  return rows.filter((row) => !row.dropped && row.difference?.state === 'changed' && !row.difference.conflict)
}
