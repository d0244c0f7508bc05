import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '@/routes/search'
import { parseCampaign, parseCampaigns } from './search'

describe('parseCampaigns', () => {
  it('comes back the same from the address', () => {
    const search = { q: '作风建设', state: 'active', unit_id: 3 }
    expect(parseCampaigns(parseSearch(stringifySearch(search)))).toEqual(search)
  })
  it('leaves out what is unknown, empty or malformed', () => {
    expect(parseCampaigns({ q: ' ', state: 'A B', unit_id: '-4', page: '2' })).toEqual({})
  })
})

describe('parseCampaign', () => {
  it('comes back the same from the address', () => {
    const search = {
      tab: 'reports' as const,
      requirement: 4,
      unit_id: 9,
      kind: 'sub_plan',
      punctuality: 'missing',
      period: '2026-06-01',
      at: 'tasks-81',
    }
    expect(parseCampaign(parseSearch(stringifySearch({ ...search })))).toEqual(search)
  })
  it('leaves out what is unknown, empty or malformed', () => {
    expect(
      parseCampaign({ tab: 'secret', requirement: 'x', period: '2026-6', kind: '<b>', unit_id: 0 }),
    ).toEqual({})
  })
})
