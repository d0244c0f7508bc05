import { describe, expect, it } from 'vitest'
import { asQuery, endOf, isQuick, parseTrailSearch, QUICK } from './search'

describe('filters of the trail', () => {
  it('come from the address, without what is malformed', () => {
    const search = {
      actor_id: '4',
      unit_id: 'x',
      action: 'sign_in',
      resource: 'ACCOUNT',
      since: '2026-11-01',
      until: 'soon',
      ok: 'false',
    }
    expect(parseTrailSearch(search)).toEqual({
      actor_id: 4,
      action: 'sign_in',
      since: '2026-11-01',
      ok: false,
    })
  })

  it('ask for whole days of the region', () => {
    expect(asQuery({ since: '2026-11-01', until: '2026-11-30', ok: true })).toEqual({
      since: '2026-11-01T00:00:00+08:00',
      until: '2026-12-01T00:00:00+08:00',
      ok: true,
    })
    expect(endOf('2026-12-31')).toBe('2027-01-01T00:00:00+08:00')
  })

  it('know the quick one in use', () => {
    expect(isQuick({ action: 'sign_in', ok: false }, QUICK.refusedSignIns)).toBe(true)
    expect(isQuick({ action: 'sign_in', ok: false, unit_id: 1 }, QUICK.refusedSignIns)).toBe(false)
    expect(isQuick({}, QUICK.unitChanges)).toBe(false)
  })
})
