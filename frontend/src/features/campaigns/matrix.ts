/** How a unit stands in one period; the letters the service writes, one a period. */
export const CELLS = {
  O: 'on_time',
  L: 'late',
  M: 'missing',
  E: 'exempted',
  N: 'not_due',
} as const
export type CellState = (typeof CELLS)[keyof typeof CELLS]

/** Null: nothing is asked of the unit for that period. */
export function cellAt(cells: string, index: number): CellState | null {
  const letter = cells.charAt(index)
  return letter in CELLS ? CELLS[letter as keyof typeof CELLS] : null
}

export interface MatrixRow {
  unit_name: string
  cells: string
}

/** Rows with the words in their name, and where wished only those with something late or missing. */
export function rowsOf<Row extends MatrixRow>(rows: readonly Row[], words: string, lateOnly: boolean): Row[] {
  const wanted = words.trim()
  return rows.filter(
    (row) => (!wanted || row.unit_name.includes(wanted)) && (!lateOnly || /[LM]/.test(row.cells)),
  )
}

/** How many units stand how, period by period. */
export function countsOf(rows: readonly MatrixRow[], periods: number): Partial<Record<CellState, number>>[] {
  const counts: Partial<Record<CellState, number>>[] = Array.from({ length: periods }, () => ({}))
  for (const { cells } of rows)
    counts.forEach((count, index) => {
      const state = cellAt(cells, index)
      if (state) count[state] = (count[state] ?? 0) + 1
    })
  return counts
}

/** The cell the keyboard goes to from one, within the table; null where the key means nothing here. */
export function moved(
  from: { row: number; column: number },
  key: string,
  rows: number,
  columns: number,
): { row: number; column: number } | null {
  const page = 15
  const steps: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-page, 0],
    PageDown: [page, 0],
    Home: [0, -columns],
    End: [0, columns],
  }
  const step = steps[key]
  if (!step) return null
  const within = (value: number, count: number) => Math.min(Math.max(0, value), count - 1)
  return { row: within(from.row + step[0], rows), column: within(from.column + step[1], columns) }
}

/** A period as its column is headed: a month by its month, anything shorter by its first day. */
export function shortPeriod(start: string): string {
  return start.endsWith('-01') ? start.slice(2, 7) : start.slice(5)
}
