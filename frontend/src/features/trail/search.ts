/** What the trail is narrowed to, as it stands in the address. Days are the region's. */
export interface TrailSearch {
  actor_id?: number
  unit_id?: number
  resource?: string
  resource_id?: string
  action?: string
  since?: string
  until?: string
  ok?: boolean
}

const NUMBERS = ['actor_id', 'unit_id'] as const
const WORDS = ['resource', 'resource_id', 'action'] as const
const DAYS = ['since', 'until'] as const

export function parseTrailSearch(search: Record<string, unknown>): TrailSearch {
  const found: TrailSearch = {}
  for (const key of NUMBERS) {
    const value = Number(search[key])
    if (Number.isSafeInteger(value) && value > 0) found[key] = value
  }
  for (const key of WORDS) {
    const value = search[key]
    if (typeof value === 'string' && /^[a-z0-9_.-]{1,64}$/.test(value)) found[key] = value
  }
  for (const key of DAYS) {
    const value = search[key]
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)))
      found[key] = value
  }
  const { ok } = search
  if (ok === true || ok === 'true') found.ok = true
  if (ok === false || ok === 'false') found.ok = false
  return found
}

/** The first moment of a day in the region. */
export function startOf(day: string): string {
  return `${day}T00:00:00+08:00`
}

/** The first moment after a day in the region: until then, not including it. */
export function endOf(day: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return startOf(next)
}

/** The same, as the service is asked. */
export function asQuery({ since, until, ...rest }: TrailSearch) {
  return {
    ...rest,
    ...(since ? { since: startOf(since) } : {}),
    ...(until ? { until: endOf(until) } : {}),
  }
}

export const QUICK = {
  refusedSignIns: { action: 'sign_in', ok: false },
  administration: { resource: 'account' },
  unitChanges: { resource: 'unit' },
} as const satisfies Record<string, TrailSearch>

/** Whether a quick filter is the one in use. */
export function isQuick(search: TrailSearch, quick: TrailSearch): boolean {
  const keys = new Set([...Object.keys(search), ...Object.keys(quick)]) as Set<keyof TrailSearch>
  return [...keys].every((key) => search[key] === quick[key])
}
