import { expect, it } from 'vitest'
import { spoken } from './Countdown'

it('is read aloud by the minute, then every fifteen seconds, then once more', () => {
  const said = Array.from({ length: 130 }, (_, index) => spoken(130 - index))
  expect([...new Set(said)]).toEqual([180, 120, 60, 45, 30, 15, 10])
})
