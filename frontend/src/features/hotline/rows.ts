import type { Preview, PreviewRow, Reconciliation, RowAction } from './types'

export const ACTIONS = ['register', 'redo', 'repeat', 'unchanged', 'error'] as const

const TOTAL: Record<RowAction, Exclude<keyof Preview['totals'], 'rows'>> = {
  register: 'registered',
  redo: 'redone',
  repeat: 'repeating',
  unchanged: 'unchanged',
  error: 'errors',
}

export function countOf(totals: Preview['totals'], action: RowAction): number {
  return totals[TOTAL[action]]
}

/** The rows of one action; without one, all: what is wrong first, what stays as it is last. */
export function rowsOf(rows: readonly PreviewRow[], only: RowAction | undefined): PreviewRow[] {
  if (only) return rows.filter((row) => row.action === only)
  const weight = ({ action }: PreviewRow) => (action === 'error' ? 0 : action === 'unchanged' ? 2 : 1)
  return [...rows].sort((one, other) => weight(one) - weight(other) || one.row - other.row)
}

/** How many orders taking the list would bring; rows with errors are left out of it. */
export function taken({ registered, redone, repeating }: Preview['totals']): number {
  return registered + redone + repeating
}

/** Whether both sides have the same. */
export function agree(totals: Reconciliation['totals']): boolean {
  return totals.theirs === totals.same && totals.ours === totals.same
}
