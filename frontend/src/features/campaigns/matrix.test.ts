import { describe, expect, it } from 'vitest'
import { cellAt, countsOf, moved, rowsOf } from './matrix'

const rows = [
  { unit_name: '清河县第一医院', cells: 'OLM-N' },
  { unit_name: '临泉县中医院', cells: 'OOOEN' },
]

describe('cellAt', () => {
  it('reads one letter a period, and nothing where nothing is asked', () => {
    expect([0, 1, 2, 3, 4, 5].map((index) => cellAt('OLM-N', index))).toEqual([
      'on_time',
      'late',
      'missing',
      null,
      'not_due',
      null,
    ])
  })
})

describe('rowsOf', () => {
  it('narrows by name, and to what is late or missing', () => {
    expect(rowsOf(rows, '清河', false)).toEqual([rows[0]])
    expect(rowsOf(rows, '', true)).toEqual([rows[0]])
    expect(rowsOf(rows, ' ', false)).toEqual(rows)
  })
})

describe('countsOf', () => {
  it('counts each period by itself', () => {
    expect(countsOf(rows, 5)).toEqual([
      { on_time: 2 },
      { late: 1, on_time: 1 },
      { missing: 1, on_time: 1 },
      { exempted: 1 },
      { not_due: 2 },
    ])
  })
})

describe('moved', () => {
  const from = { row: 0, column: 1 }
  it('goes one cell, a page or to the end, and stays within', () => {
    expect(moved(from, 'ArrowDown', 20, 5)).toEqual({ row: 1, column: 1 })
    expect(moved(from, 'ArrowUp', 20, 5)).toEqual({ row: 0, column: 1 })
    expect(moved(from, 'End', 20, 5)).toEqual({ row: 0, column: 4 })
    expect(moved(from, 'PageDown', 10, 5)).toEqual({ row: 9, column: 1 })
  })
  it('leaves other keys alone', () => {
    expect(moved(from, 'Tab', 20, 5)).toBeNull()
  })
})
