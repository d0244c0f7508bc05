const SHIFT = 8 * 3_600_000

/** An instant as a field for date and time shows it, by the clock of the region (`2026-11-22T09:30`). */
export function localOf(instant: string): string {
  return new Date(Date.parse(instant) + SHIFT).toISOString().slice(0, 16)
}

/** What stands in such a field, as an instant; null while it is not whole. */
export function instantOf(local: string): string | null {
  const at = Date.parse(`${local}:00+08:00`)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
