/** What of the pages stands in their addresses. */
export interface LimitsSearch {
  q?: string
  confidence?: string
  timed?: boolean
}

export function parseLimits(search: Record<string, unknown>): LimitsSearch {
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).trim() : ''
  const confidence = typeof search.confidence === 'string' ? search.confidence : ''
  return {
    ...(q ? { q } : {}),
    ...(['full_text', 'digest', 'secondary', 'unconfirmed'].includes(confidence) ? { confidence } : {}),
    ...(search.timed === true ? { timed: true } : {}),
  }
}

export interface CalendarSearch {
  year?: number
}

export function parseCalendar(search: Record<string, unknown>): CalendarSearch {
  const year = Number(search.year)
  return Number.isInteger(year) && year >= 2004 && year <= 2190 ? { year } : {}
}
