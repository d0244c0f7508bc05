import { describe, expect, it } from 'vitest'
import { parseSuggestions } from './search'

describe('what suggestions are narrowed by', () => {
  it('is read from the address, and nothing else is', () => {
    expect(parseSuggestions({ campaign: '2', collection: 3, open: '4', state: 'adopted', z: 1 })).toEqual({
      campaign: 2,
      collection: 3,
      open: 4,
      state: 'adopted',
    })
    expect(parseSuggestions({ campaign: 0, collection: 'a', state: 'A B' })).toEqual({})
  })
})
