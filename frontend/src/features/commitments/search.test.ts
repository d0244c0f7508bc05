import { describe, expect, it } from 'vitest'
import { parseCommitments } from './search'

describe('what commitments are narrowed by', () => {
  it('is read from the address, and nothing else is', () => {
    expect(parseCommitments({ campaign: '3', promises: 'true', overdue: true, x: 1 })).toEqual({
      campaign: 3,
      promises: true,
      overdue: true,
    })
    expect(parseCommitments({ campaign: '-1', promises: 'no', overdue: 0 })).toEqual({})
  })
})
