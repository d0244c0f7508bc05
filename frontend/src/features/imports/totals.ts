const KEYS = [
  'findings',
  'findings_done',
  'findings_staged',
  'findings_open',
  'items',
  'items_done',
  'items_open',
  'rules',
  'checks',
] as const
type Key = (typeof KEYS)[number]

export function totalKey(field: string): Key | undefined {
  return KEYS.find((key) => key === field)
}

/** The totals a document states of itself, in a fixed order; what it does not state is left out. */
export function totalsOf(totals: unknown): [Key, number][] {
  if (typeof totals !== 'object' || totals === null) return []
  const said = totals as Record<string, unknown>
  return KEYS.flatMap((key) => {
    const value = said[key]
    return typeof value === 'number' ? [[key, value] as [Key, number]] : []
  })
}
