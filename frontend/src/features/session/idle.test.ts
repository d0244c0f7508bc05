import { expect, it } from 'vitest'
import { idleness, worthTelling } from './idle'

const MINUTE = 60_000

it('warns a minute before the end, and ends', () => {
  expect(idleness(0, 60 * MINUTE, 58.9 * MINUTE)).toEqual({ state: 'fresh' })
  expect(idleness(0, 60 * MINUTE, 59 * MINUTE)).toEqual({ state: 'warn', until: 60 * MINUTE })
  expect(idleness(0, 60 * MINUTE, 60 * MINUTE)).toEqual({ state: 'over' })
})

it('leaves time to work even where the limit is a minute', () => {
  expect(idleness(0, MINUTE, 20_000)).toEqual({ state: 'fresh' })
  expect(idleness(0, MINUTE, 40_000)).toEqual({ state: 'warn', until: MINUTE })
})

it('tells the service of work every five minutes at most, and sooner where the limit is short', () => {
  expect(worthTelling(0, 60 * MINUTE, 4 * MINUTE)).toBe(false)
  expect(worthTelling(0, 60 * MINUTE, 5.1 * MINUTE)).toBe(true)
  expect(worthTelling(0, 4 * MINUTE, 1.1 * MINUTE)).toBe(true)
})
