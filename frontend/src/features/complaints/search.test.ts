import { describe, expect, it } from 'vitest'
import { countNarrowed, parseComplaints, queryOf } from './search'

describe('what complaints are narrowed by', () => {
  it('is read from the address, and nothing else is', () => {
    expect(
      parseComplaints({
        view: 'late',
        kind: 'petition',
        nine_rule: 8,
        unit: '7',
        received_from: '2026-11-01',
        q: ' 退费 ',
        sort: 'received',
        other: 1,
      }),
    ).toEqual({
      view: 'late',
      kind: 'petition',
      nine_rule: '8',
      unit: 7,
      received_from: '2026-11-01',
      q: '退费',
      sort: 'received',
    })
    expect(
      parseComplaints({ view: 'x', kind: 'A B', unit: -1, received_to: '1/2', sort: 'clock', q: ' ' }),
    ).toEqual({})
  })

  it('becomes a question to the service', () => {
    expect(queryOf({ view: 'to_sign', channel: 'phone' })).toEqual({
      sort: 'clock',
      channel: 'phone',
      state: ['to_sign'],
    })
    expect(queryOf({ view: 'late', state: 'parked' })).toEqual({
      sort: 'clock',
      state: ['parked'],
      clock: 'late',
    })
    expect(queryOf({ view: 'supervised', sort: 'received' })).toEqual({
      sort: 'received',
      supervised: true,
    })
    expect(queryOf({})).toEqual({ sort: 'clock' })
    expect(queryOf({ view: 'disputed' })).toEqual({ sort: 'clock', disputed: true, mine: 'office' })
    expect(queryOf({ view: 'working' }).state).toContain('handling')
  })

  it('is counted without the view and the order', () => {
    expect(countNarrowed({ view: 'late', sort: 'received', q: 'x', kind: 'petition' })).toBe(2)
  })
})
