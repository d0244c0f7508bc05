import { expect, it } from 'vitest'
import { instantOf, localOf } from './moments'

it('shows an instant by the clock of the region, and reads it back', () => {
  expect(localOf('2026-11-22T16:30:59Z')).toBe('2026-11-23T00:30')
  expect(instantOf('2026-11-23T00:30')).toBe('2026-11-22T16:30:00.000Z')
  expect(instantOf('')).toBeNull()
})
