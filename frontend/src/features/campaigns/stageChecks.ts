import type { Span } from './timeline'

/** What is wrong between two stages that follow each other, or with the days of one. */
export interface StageFault {
  index: number
  kind: 'backwards' | 'gap' | 'overlap' | 'undated'
  days: number
}

const between = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Stages follow each other without gap or overlap; said while they are edited, decided by the service. */
export function stageFaults(stages: readonly Span[]): StageFault[] {
  const faults: StageFault[] = []
  stages.forEach(({ starts_on, ends_on }, index) => {
    if (!starts_on || !ends_on) {
      faults.push({ index, kind: 'undated', days: 0 })
      return
    }
    if (ends_on < starts_on) faults.push({ index, kind: 'backwards', days: between(ends_on, starts_on) })
    const before = stages[index - 1]?.ends_on
    if (!before) return
    const apart = between(before, starts_on)
    if (apart > 1) faults.push({ index, kind: 'gap', days: apart - 1 })
    if (apart < 1) faults.push({ index, kind: 'overlap', days: 1 - apart })
  })
  return faults
}
