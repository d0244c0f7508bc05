import { expect, it } from 'vitest'
import { FRESH, nextNumber, withKind } from './taskBody'

const dated = { ...FRESH, due_kind: 'by' as const, due_on: '2026-06-30' }

it('keeps a day only where the kind of due has one', () => {
  expect(withKind(dated, 'within')).toEqual({ due_kind: 'within', due_on: '2026-06-30', cadence: null })
  expect(withKind(dated, 'whole_year')).toEqual({ due_kind: 'whole_year', due_on: null, cadence: null })
  expect(withKind(dated, 'recurring')).toEqual({ due_kind: 'recurring', due_on: null, cadence: 'monthly' })
})

it('counts on where the list counts', () => {
  expect(nextNumber(['1', '2', '8'])).toBe('9')
  expect(nextNumber([])).toBe('1')
  expect(nextNumber(['一', '二'])).toBe('')
})
