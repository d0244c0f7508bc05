import { ApiProblem } from '@/api/problem'

export interface Tie {
  kind: string
  label: string
  count: number
}

/** What holds a unit open, as the service counts it when it refuses to close it. */
export function tiesOf(error: unknown): Tie[] {
  if (!(error instanceof ApiProblem)) return []
  const { ties } = error.more
  return Array.isArray(ties) ? ties.filter(isTie) : []
}

function isTie(value: unknown): value is Tie {
  if (typeof value !== 'object' || value === null) return false
  const { kind, label, count } = value as Record<string, unknown>
  return typeof kind === 'string' && typeof label === 'string' && typeof count === 'number'
}
