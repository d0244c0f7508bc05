import { describe, expect, it } from 'vitest'
import { visibleRange } from './windowing'

describe('visibleRange', () => {
  it('draws what is in sight and some to spare', () => {
    expect(visibleRange(0, 470, 47, 10_000, 5)).toEqual({ from: 0, to: 15 })
    expect(visibleRange(47_000, 470, 47, 10_000, 5)).toEqual({ from: 995, to: 1015 })
  })

  it('stays within the list', () => {
    expect(visibleRange(1e9, 470, 47, 100, 5)).toEqual({ from: 99, to: 100 })
    expect(visibleRange(0, 470, 47, 0, 5)).toEqual({ from: 0, to: 0 })
  })
})
