import { describe, expect, it } from 'vitest'
import { choices, moved, period } from './months'

describe('months', () => {
  it('pass from year to year', () => {
    expect(moved('2026-11', 2)).toBe('2027-01')
    expect(moved('2026-01', -1)).toBe('2025-12')
    expect(moved('2026-12', -24)).toBe('2024-12')
  })

  it('to choose from go two years back and one ahead, the newest first', () => {
    const months = choices('2026-11-22', undefined)
    expect(months[0]).toBe('2027-11')
    expect(months.at(-1)).toBe('2024-12')
    expect(choices('2026-11-22', '2022-03').at(-1)).toBe('2022-03')
    expect(choices('2026-11-22', '2026-03')).toEqual(months)
  })
})

describe('the period', () => {
  it('takes what was chosen and lets the other end follow', () => {
    expect(period({ until: '2026-03' }, 'since', '2026-05')).toEqual({ since: '2026-05', until: '2026-05' })
    expect(period({ since: '2026-05' }, 'until', '2026-03')).toEqual({ since: '2026-03', until: '2026-03' })
    expect(period({ since: '2026-01', until: '2026-03' }, 'since', '2026-02')).toEqual({
      since: '2026-02',
      until: '2026-03',
    })
  })

  it('is open again where an end is cleared', () => {
    expect(period({ since: '2026-01', until: '2026-03' }, 'since', undefined)).toEqual({ until: '2026-03' })
  })
})
