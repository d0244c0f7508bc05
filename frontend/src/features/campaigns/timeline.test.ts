import { describe, expect, it } from 'vitest'
import { axisOf, barOf, lanesOf, markOf, monthsOf } from './timeline'

const span = (starts_on: string | null, ends_on: string | null) => ({ starts_on, ends_on })
const four = [
  span('2026-05-25', '2026-06-15'),
  span('2026-06-16', '2026-07-31'),
  span('2026-08-01', '2026-10-31'),
  span('2026-11-01', '2026-11-30'),
]

describe('axisOf', () => {
  it('reaches from the first day to the end of the last', () => {
    const axis = axisOf(four)
    expect(axis && (axis.to - axis.from) / 86_400_000).toBe(190)
  })
  it('is nothing without days, and one day with one', () => {
    expect(axisOf([span(null, null)])).toBeNull()
    const axis = axisOf([span(null, '2026-06-01')])
    expect(axis && axis.to - axis.from).toBe(86_400_000)
  })
})

describe('barOf', () => {
  it('lays stages side by side without gap: each begins where the one before ends', () => {
    const axis = axisOf(four)
    if (!axis) throw new Error('no axis')
    const bars = four.map((stage) => barOf(axis, stage))
    bars.reduce((before, bar) => {
      expect(bar?.left).toBeCloseTo(before)
      return (bar?.left ?? 0) + (bar?.width ?? 0)
    }, 0)
    expect(bars.reduce((sum, bar) => sum + (bar?.width ?? 0), 0)).toBeCloseTo(100)
  })
  it('does not draw what has no day or ends before it begins', () => {
    const axis = axisOf(four)
    if (!axis) throw new Error('no axis')
    expect(barOf(axis, span(null, null))).toBeNull()
    expect(barOf(axis, span('2026-06-10', '2026-06-01'))).toBeNull()
    expect(barOf(axis, span('2026-05-25', null))?.width).toBeCloseTo(100 / 190)
  })
})

describe('markOf', () => {
  it('stands within its day, and nowhere outside', () => {
    const axis = axisOf(four)
    if (!axis) throw new Error('no axis')
    expect(markOf(axis, '2026-05-25')).toBeCloseTo(50 / 190)
    expect(markOf(axis, '2026-11-30')).toBeCloseTo(100 - 50 / 190)
    expect(markOf(axis, '2026-05-24')).toBeNull()
    expect(markOf(axis, '2026-12-01')).toBeNull()
  })
})

describe('monthsOf', () => {
  it('names the months that begin within, not too many', () => {
    const axis = axisOf(four)
    if (!axis) throw new Error('no axis')
    expect(monthsOf(axis).map(({ month }) => month)).toEqual([
      '2026-06',
      '2026-07',
      '2026-08',
      '2026-09',
      '2026-10',
      '2026-11',
    ])
    expect(monthsOf(axis, 3).map(({ month }) => month)).toEqual(['2026-06', '2026-08', '2026-10'])
  })
})

describe('lanesOf', () => {
  it('puts what overlaps in rows of their own, and uses a row again', () => {
    expect(lanesOf(four)).toEqual([0, 0, 0, 0])
    expect(
      lanesOf([
        span('2026-06-01', '2026-06-20'),
        span('2026-06-10', '2026-06-30'),
        span('2026-06-21', '2026-07-01'),
      ]),
    ).toEqual([0, 1, 0])
  })
})
