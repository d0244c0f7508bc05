import { expect, it } from 'vitest'
import { parseDutyFilters, parseMyDuties } from './search'

it('reads what narrows the list, and leaves out the rest', () => {
  expect(
    parseDutyFilters({
      kind: 'report',
      state: 'Submitted!',
      punctuality: 'missing',
      unit_id: '12',
      requirement: '0',
      period: '2026-06-01',
      other: 'x',
    }),
  ).toEqual({ kind: 'report', punctuality: 'missing', unit_id: 12, period: '2026-06-01' })
  expect(parseDutyFilters({ period: '2026-06', unit_id: 'x' })).toEqual({})
})

it('reads whose duties are shown', () => {
  expect(parseMyDuties({ unit_id: '7' })).toEqual({ unit_id: 7 })
  expect(parseMyDuties({ unit_id: '-1', below: 'no' })).toEqual({})
  expect(parseMyDuties({ below: 'true', sent: true })).toEqual({ below: true, sent: true })
})
