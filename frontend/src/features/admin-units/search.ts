/** What of the page stands in the address. */
export interface UnitsSearch {
  unit?: number
  q?: string
}

export function parseUnitsSearch(search: Record<string, unknown>): UnitsSearch {
  const unit = Number(search.unit)
  const q = typeof search.q === 'string' ? search.q.trim() : ''
  return {
    ...(Number.isSafeInteger(unit) && unit > 0 ? { unit } : {}),
    ...(q ? { q } : {}),
  }
}
