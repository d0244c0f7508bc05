export interface Term {
  starts_on: string
  ends_on: string | null
}

export type Phase = 'now' | 'future' | 'past'

export function phaseOf({ starts_on, ends_on }: Term, today: string): Phase {
  if (ends_on !== null && ends_on < today) return 'past'
  return starts_on > today ? 'future' : 'now'
}

/** In force, to come and past, each in the order one looks for them. */
export function byPhase<T extends Term>(terms: T[], today: string): Record<Phase, T[]> {
  const found: Record<Phase, T[]> = { now: [], future: [], past: [] }
  for (const term of terms) found[phaseOf(term, today)].push(term)
  found.now.sort((one, other) => one.starts_on.localeCompare(other.starts_on))
  found.future.sort((one, other) => one.starts_on.localeCompare(other.starts_on))
  found.past.sort((one, other) => (other.ends_on ?? '').localeCompare(one.ends_on ?? ''))
  return found
}

/** The three administrators are kept apart: nobody holds two of them, nor one beside case work. */
const ADMINISTRATORS: ReadonlySet<string> = new Set(['system_admin', 'security_admin', 'auditor'])

export function isAdministrator(role: string): boolean {
  return ADMINISTRATORS.has(role)
}

/** The role already held that forbids the one wanted; null: they go together. */
export function clash(held: string[], wanted: string): string | null {
  const other = isAdministrator(wanted)
    ? held.find((role) => role !== wanted)
    : held.find((role) => isAdministrator(role))
  return other ?? null
}

/** What is wrong with the days, as far as can be seen before sending. */
export function termFault(term: Term, today: string): 'backdated' | 'backwards' | null {
  if (term.starts_on < today) return 'backdated'
  return term.ends_on !== null && term.ends_on < term.starts_on ? 'backwards' : null
}
