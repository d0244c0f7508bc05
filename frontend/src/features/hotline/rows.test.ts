import { describe, expect, it } from 'vitest'
import { agree, countOf, rowsOf, taken } from './rows'
import { parseHotline } from './search'
import type { PreviewRow, RowAction } from './types'

const row = (place: number, action: RowAction): PreviewRow => ({
  row: place,
  external_no: `YZ${place}`,
  round: 1,
  title: null,
  action,
  errors: [],
})
const ROWS = [row(2, 'unchanged'), row(3, 'register'), row(4, 'error'), row(5, 'redo')]
const TOTALS = { rows: 4, registered: 1, redone: 1, repeating: 0, unchanged: 1, errors: 1 }

describe('a list of orders', () => {
  it('shows what is wrong first and what stays as it is last', () => {
    expect(rowsOf(ROWS, undefined).map((one) => one.row)).toEqual([4, 3, 5, 2])
    expect(rowsOf(ROWS, 'redo').map((one) => one.row)).toEqual([5])
  })

  it('counts what taking it brings, without the rows at fault', () => {
    expect(taken(TOTALS)).toBe(2)
    expect([countOf(TOTALS, 'error'), countOf(TOTALS, 'repeat')]).toEqual([1, 0])
  })
})

it('agrees only where both sides have the same and nothing else', () => {
  const totals = {
    theirs: 5,
    ours: 5,
    same: 5,
    differing: 0,
    missing_here: 0,
    missing_there: 0,
    repeated: 0,
    unreadable: 0,
  }
  expect(agree(totals)).toBe(true)
  expect(agree({ ...totals, theirs: 6, missing_here: 1 })).toBe(false)
  expect(agree({ ...totals, ours: 6, missing_there: 1 })).toBe(false)
})

it('reads the address', () => {
  expect(parseHotline({ tab: 'reconcile', source: 'city_12345', external_no: ' YZ-1 ' })).toEqual({
    tab: 'reconcile',
    source: 'city_12345',
    external_no: 'YZ-1',
  })
  expect(parseHotline({ tab: 'all', received_from: 'x' })).toEqual({})
})
