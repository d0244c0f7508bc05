import { describe, expect, it } from 'vitest'
import { parseOutcomes } from './search'

describe('what outcomes are narrowed by', () => {
  it('is read from the address, and nothing else is', () => {
    expect(parseOutcomes({ campaign: 7, rules: 'true', y: 2 })).toEqual({ campaign: 7, rules: true })
    expect(parseOutcomes({ campaign: 'x', rules: 1 })).toEqual({})
  })
})
