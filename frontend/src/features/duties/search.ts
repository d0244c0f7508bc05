/** What the list of a campaign's duties can be narrowed by; it lives in the address bar. */
export interface DutyFilters {
  kind?: string
  state?: string
  punctuality?: string
  unit_id?: number
  requirement?: number
  period?: string
}

const WORDS = ['kind', 'state', 'punctuality'] as const
const NUMBERS = ['unit_id', 'requirement'] as const
const WORD = /^[a-z_]{1,30}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

function identity(value: unknown): number | undefined {
  const found = Number(value)
  return Number.isSafeInteger(found) && found > 0 ? found : undefined
}

/** Reads filters from address parameters; what is unknown or malformed is left out rather than sent on. */
export function parseDutyFilters(search: Record<string, unknown>): DutyFilters {
  const filters: DutyFilters = {}
  for (const key of WORDS) {
    const value = search[key]
    if (typeof value === 'string' && WORD.test(value)) filters[key] = value
  }
  for (const key of NUMBERS) {
    const value = identity(search[key])
    if (value !== undefined) filters[key] = value
  }
  if (typeof search.period === 'string' && DAY.test(search.period)) filters.period = search.period
  return filters
}

/** Whose duties are shown, of the units I answer for; and whether what was sent already. */
export interface MyDutiesSearch {
  unit_id?: number
  below?: true
  sent?: true
}

export function parseMyDuties(search: Record<string, unknown>): MyDutiesSearch {
  const found: MyDutiesSearch = {}
  const unit = identity(search.unit_id)
  if (unit !== undefined) found.unit_id = unit
  for (const key of ['below', 'sent'] as const)
    if (search[key] === true || search[key] === 'true') found[key] = true
  return found
}
