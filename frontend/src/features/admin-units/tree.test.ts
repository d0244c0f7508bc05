import { describe, expect, it } from 'vitest'
import { stroke, visibleRows, whyNotBelow } from './tree'

const unit = (id: number, parent_id: number | null, has_children: boolean) => ({
  id,
  parent_id,
  has_children,
})
const BELOW: Record<number, ReturnType<typeof unit>[]> = {
  1: [unit(2, 1, true), unit(3, 1, false)],
  2: [unit(4, 2, false)],
}
const rows = (...open: number[]) => visibleRows([unit(1, null, true)], (id) => BELOW[id], new Set(open))

describe('visibleRows', () => {
  it('shows what lies below an open unit, with its place among its like', () => {
    const seen = rows(1, 2).map(({ unit: { id }, level, expanded, position, size }) => [
      id,
      level,
      expanded,
      position,
      size,
    ])
    expect(seen).toEqual([
      [1, 1, true, 1, 1],
      [2, 2, true, 1, 2],
      [4, 3, undefined, 1, 1],
      [3, 2, undefined, 2, 2],
    ])
  })

  it('shows nothing below a closed unit, nor what is not here yet', () => {
    expect(rows(2).map((row) => row.unit.id)).toEqual([1])
    expect(visibleRows([unit(9, null, true)], () => undefined, new Set([9]))).toHaveLength(1)
  })
})

describe('stroke', () => {
  it('walks, opens and closes as trees do', () => {
    const seen = rows(1)
    expect(stroke('ArrowDown', seen, 1)).toEqual({ focus: 2 })
    expect(stroke('ArrowUp', seen, 1)).toEqual({ focus: 1 })
    expect(stroke('End', seen, 1)).toEqual({ focus: 3 })
    expect(stroke('Home', seen, 3)).toEqual({ focus: 1 })
    expect(stroke('ArrowRight', seen, 2)).toEqual({ expand: 2 })
    expect(stroke('ArrowRight', seen, 1)).toEqual({ focus: 2 })
    expect(stroke('ArrowRight', seen, 3)).toEqual({})
    expect(stroke('ArrowLeft', seen, 1)).toEqual({ collapse: 1 })
    expect(stroke('ArrowLeft', seen, 3)).toEqual({ focus: 1 })
  })

  it('leaves other keys alone', () => {
    expect(stroke('a', rows(1), 1)).toBeNull()
    expect(stroke('ArrowDown', [], 1)).toBeNull()
  })
})

describe('whyNotBelow', () => {
  const moved = { id: 5, kind: 'hospital', parent_id: 2, path: [{ id: 1 }, { id: 2 }, { id: 5 }] }
  const target = (id: number, path: number[], more: object = {}) => ({
    id,
    kind: 'bureau',
    active: true,
    path,
    ...more,
  })

  it('names every place a unit cannot go to', () => {
    expect(whyNotBelow(moved, target(5, [1, 2, 5]), 'move')).toBe('itself')
    expect(whyNotBelow(moved, target(6, [1, 2, 5, 6]), 'move')).toBe('below')
    expect(whyNotBelow(moved, target(2, [1, 2]), 'move')).toBe('already')
    expect(whyNotBelow(moved, target(3, [1, 3], { active: false }), 'move')).toBe('closed')
    expect(whyNotBelow(moved, target(3, [1, 3], { kind: 'department' }), 'move')).toBe('kind')
    expect(whyNotBelow(moved, target(3, [1, 3]), 'move')).toBeNull()
  })

  it('lets a unit merge into one above it', () => {
    expect(whyNotBelow(moved, target(2, [1, 2]), 'merge')).toBeNull()
    expect(whyNotBelow(moved, target(6, [1, 2, 5, 6]), 'merge')).toBe('below')
  })
})
