/** So long before the end somebody who is there after all is asked. */
export const WARNING = 60_000

export type Idleness = { state: 'fresh' } | { state: 'warn'; until: number } | { state: 'over' }

/** How it stands with a session the service last heard of at `renewedAt`. */
export function idleness(renewedAt: number, limit: number, now: number): Idleness {
  const until = renewedAt + limit
  if (now >= until) return { state: 'over' }
  // A limit of a minute or two still leaves time to work in.
  return now >= until - Math.min(WARNING, limit / 2) ? { state: 'warn', until } : { state: 'fresh' }
}

/** Whether a hand's work is worth telling the service of: not at each key, but well before the end. */
export function worthTelling(renewedAt: number, limit: number, now: number): boolean {
  return now - renewedAt > Math.min(limit / 4, 5 * 60_000)
}
