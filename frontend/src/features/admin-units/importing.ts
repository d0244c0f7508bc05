import type { Got } from '@/api/types'

export type Preview = Got<'/api/v1/units/import-preview', 'post'>
export type PreviewRow = Preview['rows'][number]
export type Action = PreviewRow['action']

export const ACTIONS = ['create', 'update', 'move', 'unchanged', 'error'] as const

/** The rows of one action; without one, all. What stays as it is stands last, what is wrong first. */
export function rowsOf(rows: PreviewRow[], only: Action | undefined): PreviewRow[] {
  if (only) return rows.filter((row) => row.action === only)
  const weight = (row: PreviewRow) => (row.action === 'error' ? 0 : row.action === 'unchanged' ? 2 : 1)
  return [...rows].sort((one, other) => weight(one) - weight(other) || one.row - other.row)
}

/** Whether anything would be written, and nothing is in the way. */
export function applicable(totals: Preview['totals']): boolean {
  return totals.error === 0 && totals.create + totals.update + totals.move > 0
}
