/** What the page of the burden is narrowed to, as it stands in the address. */
export interface BurdenSearch {
  /** Instead of the meter: what units registered of others. */
  view?: 'asks'
  unit_id?: number
  campaign_id?: number
  /** First and last month; none: the last six. */
  since?: string
  until?: string
}

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/

export function parseBurden(search: Record<string, unknown>): BurdenSearch {
  const found: BurdenSearch = {}
  if (search.view === 'asks') found.view = 'asks'
  for (const key of ['unit_id', 'campaign_id'] as const) {
    const id = Number(search[key])
    if (Number.isSafeInteger(id) && id > 0) found[key] = id
  }
  for (const key of ['since', 'until'] as const) {
    const month = search[key]
    if (typeof month === 'string' && MONTH.test(month)) found[key] = month
  }
  return found
}
