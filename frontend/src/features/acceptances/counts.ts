import type { Counts } from './types'

export const VERDICTS = ['solved', 'partly', 'not_solved'] as const

export function answers(counts: Counts): number {
  return VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0)
}
