const BACK = 23
const AHEAD = 12

/** So many months after a month, or before it. */
export function moved(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const count = year * 12 + number - 1 + by
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** The months to choose from, the newest first; one that stands in the address is among them. */
export function choices(today: string, chosen: string | undefined): string[] {
  const now = today.slice(0, 7)
  const near = Array.from({ length: BACK + AHEAD + 1 }, (_, index) => moved(now, AHEAD - index))
  return chosen && !near.includes(chosen) ? [...near, chosen].sort().reverse() : near
}

/** Both ends of the period, in order: the one just chosen stays, the other follows it. */
export function period<Search extends { since?: string; until?: string }>(
  search: Search,
  end: 'since' | 'until',
  month: string | undefined,
): Search {
  const { [end]: _, ...rest } = search
  const next = { ...rest, ...(month ? { [end]: month } : {}) } as Search
  if (next.since && next.until && next.since > next.until)
    return { ...next, since: month as string, until: month as string }
  return next
}
