import { expect, it } from 'vitest'
import { periodStart } from './periods'

it('finds the first day of the period a day lies in', () => {
  expect(periodStart('2026-11-22', 'monthly')).toBe('2026-11-01')
  expect(periodStart('2026-11-22', 'quarterly')).toBe('2026-10-01')
  expect(periodStart('2026-11-22', 'half_yearly')).toBe('2026-07-01')
  expect(periodStart('2026-11-22', 'yearly')).toBe('2026-01-01')
  // A Sunday belongs to the week that began six days before.
  expect(periodStart('2026-11-22', 'weekly')).toBe('2026-11-16')
  expect(periodStart('2026-11-23', 'weekly')).toBe('2026-11-23')
})
