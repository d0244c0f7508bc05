import { describe, expect, it } from 'vitest'
import { dueOf, endOfDay, lastDay } from './due'

const at = (text: string) => Date.parse(`${text}+08:00`)
// The first is in time: 00:00 of the second is the first late instant.
const DUE = endOfDay('2026-07-01')

describe('a due instant', () => {
  it('is the end of the last day in time, by the clock of the region', () => {
    expect(DUE).toBe('2026-07-01T16:00:00.000Z')
    expect(lastDay(DUE)).toBe('2026-07-01')
  })

  it.each([
    ['2026-06-20T09:00:00', { kind: 'later', day: '2026-07-01', at: '24:00', count: 11 }],
    ['2026-06-29T23:59:59', { kind: 'later', day: '2026-07-01', at: '24:00', count: 2 }],
    ['2026-06-30T00:00:00', { kind: 'tomorrow', at: '24:00' }],
    ['2026-07-01T00:00:00', { kind: 'today', at: '24:00', hours: 24, minutes: 0 }],
    ['2026-07-01T20:39:30', { kind: 'today', at: '24:00', hours: 3, minutes: 20 }],
    ['2026-07-01T23:59:59', { kind: 'today', at: '24:00', hours: 0, minutes: 0 }],
    ['2026-07-02T00:00:00', { kind: 'late', hours: 0, minutes: 0 }],
    ['2026-07-02T10:05:59', { kind: 'late', hours: 10, minutes: 5 }],
    ['2026-07-02T23:59:59', { kind: 'late', hours: 23, minutes: 59 }],
    ['2026-07-03T00:00:00', { kind: 'lateDays', count: 2 }],
    ['2026-07-04T12:00:00', { kind: 'lateDays', count: 3 }],
  ])('at %s', (now, expected) => {
    expect(dueOf(DUE, at(now))).toEqual(expected)
  })

  it('may fall within a day', () => {
    const noon = '2026-07-01T04:30:00Z'
    expect(dueOf(noon, at('2026-07-01T08:00:00'))).toEqual({
      kind: 'today',
      at: '12:30',
      hours: 4,
      minutes: 30,
    })
    expect(dueOf(noon, at('2026-07-01T13:00:00'))).toEqual({ kind: 'late', hours: 0, minutes: 30 })
  })

  it('may be missing', () => {
    expect(dueOf(null, 0)).toEqual({ kind: 'none' })
  })
})
