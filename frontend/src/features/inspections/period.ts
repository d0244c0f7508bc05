/** From when to when, as far as it is known. */
export function period(row: { began_on: string | null; ended_on: string | null }): string {
  if (!row.began_on && !row.ended_on) return '—'
  return `${row.began_on ?? '…'} – ${row.ended_on ?? '…'}`
}
