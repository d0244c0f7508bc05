/** What the tree needs to know of a unit. */
export interface Branch {
  id: number
  parent_id: number | null
  has_children: boolean
}

export interface TreeRow<U> {
  unit: U
  level: number
  /** Undefined where there is nothing below. */
  expanded: boolean | undefined
  position: number
  size: number
}

/** The units in sight, in order, as a tree widget walks them. What lies below and is not here yet is left out. */
export function visibleRows<U extends Branch>(
  roots: U[],
  below: (id: number) => U[] | undefined,
  expanded: ReadonlySet<number>,
  level = 1,
): TreeRow<U>[] {
  return roots.flatMap((unit, index) => {
    const open = unit.has_children && expanded.has(unit.id)
    const row = {
      unit,
      level,
      expanded: unit.has_children ? open : undefined,
      position: index + 1,
      size: roots.length,
    }
    return open ? [row, ...visibleRows(below(unit.id) ?? [], below, expanded, level + 1)] : [row]
  })
}

export interface Stroke {
  focus?: number
  expand?: number
  collapse?: number
}

/** What a key does in a tree (WAI-ARIA practices); null: not a key of the tree. */
export function stroke<U extends Branch>(key: string, rows: TreeRow<U>[], at: number): Stroke | null {
  const place = Math.max(
    0,
    rows.findIndex((row) => row.unit.id === at),
  )
  const row = rows[place]
  if (!row) return null
  const to = (index: number): Stroke => {
    const target = rows[Math.min(Math.max(index, 0), rows.length - 1)]
    return target ? { focus: target.unit.id } : {}
  }
  if (key === 'ArrowDown') return to(place + 1)
  if (key === 'ArrowUp') return to(place - 1)
  if (key === 'Home') return to(0)
  if (key === 'End') return to(rows.length - 1)
  if (key === 'ArrowRight') {
    if (row.expanded === false) return { expand: row.unit.id }
    const next = rows[place + 1]
    return row.expanded && next && next.level > row.level ? { focus: next.unit.id } : {}
  }
  if (key === 'ArrowLeft') {
    if (row.expanded) return { collapse: row.unit.id }
    const above = rows.slice(0, place).findLast((earlier) => earlier.level < row.level)
    return above ? { focus: above.unit.id } : {}
  }
  return null
}

export type Refusal = 'itself' | 'below' | 'already' | 'closed' | 'kind'

/** A department holds only departments; every other unit may hold anything but a commission. */
function mayHangBelow(kind: string, parent: string): boolean {
  if (parent === 'department') return kind === 'department'
  return kind !== 'commission' || parent === 'commission'
}

/** Why a unit cannot be moved below (or merged into) another; `path` leads from the top to that other, itself last. */
export function whyNotBelow(
  moved: { id: number; kind: string; parent_id: number | null; path: { id: number }[] },
  target: { id: number; kind: string; active: boolean; path: number[] },
  act: 'move' | 'merge',
): Refusal | null {
  if (target.id === moved.id) return 'itself'
  if (target.path.includes(moved.id)) return 'below'
  if (!target.active) return 'closed'
  if (act === 'move' && target.id === moved.parent_id) return 'already'
  // Merged into a unit above, it stays where it hangs.
  if (act === 'merge' && moved.path.some((above) => above.id === target.id)) return null
  return mayHangBelow(moved.kind, target.kind) ? null : 'kind'
}
