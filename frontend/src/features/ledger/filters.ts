import type { FindingQuery } from '@/api/types'

/** What the ledger can be narrowed by; it lives in the address bar, so that a view can be sent to a colleague. */
export type Filters = Omit<FindingQuery, 'cursor' | 'limit'>

const TEXTS = [
  'light',
  'work_state',
  'published_status',
  'closure_state',
  'severity',
  'source',
  'q',
  'due_before',
  'due_after',
  'waiting',
  'sort',
] as const
const NUMBERS = ['unit_id', 'inspection_id', 'tag', 'campaign', 'problem_type'] as const
const FLAGS = ['key_matter', 'waiting_for_me', 'long_term', 'voided'] as const
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Reads filters from address parameters; what is unknown or malformed is left out rather than sent on. */
export function parseFilters(search: Record<string, unknown>): Filters {
  const filters: Record<string, unknown> = {}
  for (const key of TEXTS) {
    const value = search[key]
    if (typeof value !== 'string' || value.trim() === '') continue
    if (key.startsWith('due_') && !DAY.test(value)) continue
    filters[key] = value.trim()
  }
  for (const key of NUMBERS) {
    const value = Number(search[key])
    if (Number.isSafeInteger(value) && value > 0) filters[key] = value
  }
  for (const key of FLAGS) {
    const value = search[key]
    if (value === true || value === 'true') filters[key] = true
    else if (key === 'key_matter' && (value === false || value === 'false')) filters[key] = false
  }
  return filters as Filters
}

/** Filters without what is empty: the address and the query key stay the same for the same view. */
export function tidyFilters(filters: Filters): Filters {
  return parseFilters(filters as Record<string, unknown>)
}

/** How many filters narrow the list; the order of rows does not. */
export function countFilters(filters: Filters): number {
  return Object.keys(tidyFilters(filters)).filter((key) => key !== 'sort').length
}
