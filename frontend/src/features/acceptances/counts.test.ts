import { expect, it } from 'vitest'
import { answers } from './counts'
import { parseAcceptances } from './search'

it('counts whoever answered, whatever they said', () => {
  expect(answers({ solved: 3, partly: 1, not_solved: 2 })).toBe(6)
})

it('shows those still asked about unless the others are wanted', () => {
  expect(parseAcceptances({ state: 'looked_back' })).toEqual({ state: 'looked_back' })
  expect(parseAcceptances({ state: 'disputed' })).toEqual({})
})
