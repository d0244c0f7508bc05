/** What the list of campaigns is narrowed to, as it stands in the address. */
export interface CampaignsSearch {
  q?: string
  state?: string
  unit_id?: number
}

export const TABS = [
  'overview',
  'tasks',
  'asked',
  'units',
  'reports',
  'findings',
  'documents',
  'burden',
] as const
export type TabKey = (typeof TABS)[number]

/** The part of a campaign's page that is open, and what its lists are narrowed to. */
export interface CampaignSearch {
  tab?: TabKey
  /** The report whose matrix is shown. */
  requirement?: number
  kind?: string
  punctuality?: string
  period?: string
  unit_id?: number
  /** The element to go to. */
  at?: string
}

const CODE = /^[a-z_]{1,30}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

export function parseCampaigns(search: Record<string, unknown>): CampaignsSearch {
  const found: CampaignsSearch = {}
  const { q, state } = search
  if (typeof q === 'string' && q.trim()) found.q = q.trim().slice(0, 100)
  if (typeof state === 'string' && CODE.test(state)) found.state = state
  const unit = idOf(search.unit_id)
  if (unit) found.unit_id = unit
  return found
}

export function parseCampaign(search: Record<string, unknown>): CampaignSearch {
  const found: CampaignSearch = {}
  const tab = TABS.find((known) => known === search.tab)
  if (tab) found.tab = tab
  for (const key of ['requirement', 'unit_id'] as const) {
    const id = idOf(search[key])
    if (id) found[key] = id
  }
  for (const key of ['kind', 'punctuality'] as const) {
    const code = search[key]
    if (typeof code === 'string' && CODE.test(code)) found[key] = code
  }
  if (typeof search.at === 'string' && /^[a-z_]{1,30}(-\d{1,18})?$/.test(search.at)) found.at = search.at
  if (typeof search.period === 'string' && DAY.test(search.period)) found.period = search.period
  return found
}

function idOf(value: unknown): number | null {
  const id = Number(value)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}
