import { expect, it } from 'vitest'
import { parseBurden } from './search'

it('keeps what is known and leaves out the rest', () => {
  expect(
    parseBurden({ view: 'asks', unit_id: '7', campaign_id: 3, since: '2026-06', until: '2026-11', x: 1 }),
  ).toEqual({ view: 'asks', unit_id: 7, campaign_id: 3, since: '2026-06', until: '2026-11' })
  expect(
    parseBurden({ view: 'rank', unit_id: '-1', campaign_id: 'a', since: '2026-13', until: 202611 }),
  ).toEqual({})
})
