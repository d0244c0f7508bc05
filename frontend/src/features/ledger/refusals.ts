import { ApiProblem } from '@/api/problem'
import type { FindingLine } from '@/api/types'

export interface Refusal {
  message: string
  lines: FindingLine[]
}

/** Which of the findings sent were refused, gathered by reason; the service names each by its place. */
export function refusalsOf(error: unknown, sent: FindingLine[]): Refusal[] {
  if (!(error instanceof ApiProblem)) return []
  const byReason = new Map<string, FindingLine[]>()
  for (const { pointer, message } of error.errors) {
    const place = /^\/body\/(?:ids|items)\/(\d+)/.exec(pointer)?.[1]
    const line = place === undefined ? undefined : sent[Number(place)]
    if (line) byReason.set(message, [...(byReason.get(message) ?? []), line])
  }
  return [...byReason].map(([message, lines]) => ({ message, lines }))
}
