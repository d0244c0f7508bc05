import { describe, expect, it } from 'vitest'
import { dayOf, flagOf, given, identityOf, wordOf } from './address'

describe('an address', () => {
  it('is read for what it may hold, and for nothing else', () => {
    expect([identityOf('12'), identityOf('0'), identityOf('1.5'), identityOf('x')]).toEqual([
      12,
      undefined,
      undefined,
      undefined,
    ])
    expect([wordOf('disputed'), wordOf(8), wordOf('<b>'), wordOf(undefined)]).toEqual([
      'disputed',
      '8',
      undefined,
      undefined,
    ])
    expect([dayOf('2026-11-22'), dayOf('22.11.2026')]).toEqual(['2026-11-22', undefined])
    expect([flagOf('true'), flagOf(true), flagOf('false'), flagOf('1')]).toEqual([
      true,
      true,
      undefined,
      undefined,
    ])
  })

  it('has no key for what is not set', () => {
    expect(given<{ a?: number; b?: string }>({ a: 1, b: undefined })).toEqual({ a: 1 })
  })
})
