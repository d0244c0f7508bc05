import { describe, expect, it } from 'vitest'
import { parseStatistics } from './search'
import { inboxSearch, linesOf, reach, signed, silentUnits, unitBelow } from './tables'
import type { Counts, Row, Statistics } from './types'

const NONE: Counts = {
  count: 0,
  matters: 0,
  merged: 0,
  first: 0,
  repeat: 0,
  from_superior: 0,
  supervised: 0,
  in_time: 0,
  late: 0,
  not_due: 0,
  no_clock: 0,
  resolved: 0,
  not_resolved: 0,
  satisfied: 0,
  mostly_satisfied: 0,
  dissatisfied: 0,
  rated: 0,
  in_time_rate: null,
  resolved_rate: null,
  satisfied_rate: null,
}
const row = (key: string | null, count: number, filters: Record<string, string>): Row => ({
  key,
  label: `row ${key}`,
  now: { ...NONE, count },
  before_count: 10,
  change: count - 10,
  change_rate: null,
  filters,
})
const SAID: Statistics = {
  by: 'unit',
  span: { first: '2026-01-01', last: '2026-11-22' },
  before: { first: '2025-01-01', last: '2025-11-22' },
  unit: { id: 4, name: 'county' },
  kind: null,
  base_words: '',
  rate_words: '',
  total: { ...NONE, count: 92 },
  total_before: { ...NONE, count: 20 },
  change: 72,
  change_rate: 360,
  rows: [row('4', 57, { unit: '4' }), row('9', 35, { unit: '9' })],
  base_filters: { received_from: '2026-01-01', received_to: '2026-11-22', unit: '4' },
  may_open: true,
}

describe('a table of statistics', () => {
  it('ends with the base its parts sum to', () => {
    const lines = linesOf(SAID, 'whole')
    expect(lines.map((line) => [line.label, line.now.count, line.before, line.change])).toEqual([
      ['row 4', 57, 10, 47],
      ['row 9', 35, 10, 25],
      ['whole', 92, 20, 72],
    ])
  })

  it('counts the units of which nothing came and draws the others', () => {
    const quiet = { ...row('10', 0, { unit: '10' }), before_count: 0, change: 0 }
    const fell = { ...row('11', 0, { unit: '11' }), before_count: 3, change: -3 }
    const others = { ...quiet, key: '-1' }
    const said = { ...SAID, rows: [...SAID.rows, quiet, fell, others] }
    expect(silentUnits(said)).toBe(1)
    expect(linesOf(said, 'whole').map((line) => line.label)).toEqual(['row 4', 'row 9', 'row 11', 'whole'])
    // The seven categories are always all drawn.
    expect(linesOf({ ...said, by: 'category' }, 'whole')).toHaveLength(6)
  })

  it('leads from a figure to the complaints it counts', () => {
    expect(inboxSearch(SAID, SAID.rows[1] ?? null, 'late')).toEqual({
      received_from: '2026-01-01',
      received_to: '2026-11-22',
      unit: 9,
      figure: 'late',
    })
    expect(inboxSearch(SAID, null)).toEqual({
      received_from: '2026-01-01',
      received_to: '2026-11-22',
      unit: 4,
    })
  })

  it('opens a unit to those below it, and not to itself', () => {
    expect(SAID.rows.map((one) => unitBelow(SAID, one))).toEqual([undefined, 9])
    expect(unitBelow(SAID, null)).toBeUndefined()
    expect(unitBelow({ ...SAID, by: 'month' }, SAID.rows[1] ?? null)).toBeUndefined()
  })

  it('draws what is there at all, and says more and less by a sign', () => {
    expect([reach(0, 57), reach(57, 57), reach(1, 1000), reach(0, 0)]).toEqual([0, 100, 1, 0])
    expect([signed(3, String), signed(-3, String), signed(0, String)]).toEqual(['+3', '\u22123', '0'])
  })
})

it('is cut as the address says', () => {
  expect(
    parseStatistics({ from: '2026-01-01', unit: '4', by: 'unit', show: 'time', kind: 'petition' }),
  ).toEqual({
    from: '2026-01-01',
    unit: 4,
    by: 'unit',
    show: 'time',
    kind: 'petition',
  })
  expect(parseStatistics({ from: 'x', unit: '-4', by: 'phone', show: 'all' })).toEqual({})
})
