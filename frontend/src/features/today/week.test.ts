import { expect, it } from 'vitest'
import { endOfWeek } from './week'

it('ends the week on Sunday', () => {
  expect(endOfWeek('2026-03-30')).toBe('2026-04-05')
  expect(endOfWeek('2026-04-05')).toBe('2026-04-05')
  expect(endOfWeek('2025-12-31')).toBe('2026-01-04')
})
