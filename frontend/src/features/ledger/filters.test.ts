import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '@/routes/search'
import { countFilters, parseFilters, tidyFilters } from './filters'

describe('parseFilters', () => {
  it('comes back the same from the address', () => {
    const filters = parseFilters({
      light: 'red',
      unit_id: '12',
      campaign: '3',
      problem_type: '7',
      key_matter: 'true',
      due_before: '2026-03-31',
      q: '处方',
      sort: '-due_on',
    })
    const address = stringifySearch(filters)
    expect(parseFilters(parseSearch(address))).toEqual(filters)
    expect(filters).toEqual({
      light: 'red',
      unit_id: 12,
      campaign: 3,
      problem_type: 7,
      key_matter: true,
      due_before: '2026-03-31',
      q: '处方',
      sort: '-due_on',
    })
  })

  it('leaves out what is unknown, empty or malformed', () => {
    expect(
      parseFilters({
        unit_id: 'abc',
        tag: '-1',
        due_after: '31.3.2026',
        q: '  ',
        evil: 'x',
        waiting_for_me: 'no',
      }),
    ).toEqual({})
  })

  it('keeps a search text that looks like a number as text', () => {
    expect(parseFilters(parseSearch('?q=2026'))).toEqual({ q: '2026' })
  })

  it('tells "not a key matter" from no wish', () => {
    expect(parseFilters({ key_matter: 'false' })).toEqual({ key_matter: false })
    expect(parseFilters({ waiting_for_me: 'false' })).toEqual({})
  })
})

describe('tidyFilters', () => {
  it('drops what was cleared', () => {
    expect(tidyFilters({ q: undefined, light: 'red' })).toEqual({ light: 'red' })
  })
})

describe('countFilters', () => {
  it('does not count the order', () => {
    expect(countFilters({ sort: 'due_on', light: 'red', unit_id: 3 })).toBe(2)
    expect(countFilters({})).toBe(0)
  })
})

describe('stringifySearch', () => {
  it('writes plain text and nothing for nothing', () => {
    expect(stringifySearch({ light: 'red', unit_id: 5, q: undefined })).toBe('?light=red&unit_id=5')
    expect(stringifySearch({})).toBe('')
  })
})
