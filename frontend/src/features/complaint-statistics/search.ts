import { dayOf, given, identityOf, wordOf } from '@/ui/address'

/** By what complaints are counted. */
export const DIMENSIONS = [
  'category',
  'channel',
  'unit',
  'kind',
  'matter',
  'nine_rule',
  'petition_class',
  'outcome',
  'month',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Which complaints are counted and how the table is cut; it lives in the address bar. */
export interface StatisticsSearch {
  from?: string
  to?: string
  unit?: number
  kind?: string
  by?: Dimension
  /** Which of the figures of a row are shown. */
  show?: 'time' | 'result'
}

export function parseStatistics(search: Record<string, unknown>): StatisticsSearch {
  const show = search.show
  return given<StatisticsSearch>({
    from: dayOf(search.from),
    to: dayOf(search.to),
    unit: identityOf(search.unit),
    kind: wordOf(search.kind),
    by: DIMENSIONS.find((known) => known === search.by),
    show: show === 'time' || show === 'result' ? show : undefined,
  })
}
