import type { Counts, Row, Statistics } from './types'

export type Show = 'came' | 'time' | 'result'
export type Figure = Exclude<keyof Counts, 'count' | 'rated' | `${string}_rate`>

/** The parts of a table; those named together sum to their base. */
export const PARTS: Record<Show, readonly Figure[]> = {
  came: ['first', 'repeat', 'matters', 'merged', 'from_superior', 'supervised'],
  time: ['in_time', 'late', 'not_due', 'no_clock'],
  result: ['resolved', 'not_resolved', 'satisfied', 'mostly_satisfied', 'dissatisfied'],
}
export const RATES: Record<Show, readonly ('in_time_rate' | 'resolved_rate' | 'satisfied_rate')[]> = {
  came: [],
  time: ['in_time_rate'],
  result: ['resolved_rate', 'satisfied_rate'],
}

/** A line of the table: a part of the base or, last, the base itself. */
export interface Line {
  id: number
  /** None: the whole. */
  row: Row | null
  label: string
  now: Counts
  before: number
  change: number
  changeRate: number | null
}

const isSilent = (row: Row) => row.now.count === 0 && row.before_count === 0

/** Units of which nothing came, in either year: there are many, and they are counted, not drawn. */
export function silentUnits(said: Statistics): number {
  return said.by === 'unit' ? said.rows.filter((row) => isSilent(row) && Number(row.key) > 0).length : 0
}

export function linesOf(said: Statistics, whole: string): Line[] {
  const drawn = said.by === 'unit' ? said.rows.filter((row) => !isSilent(row)) : said.rows
  const parts = drawn.map((row, id) => ({
    id,
    row,
    label: row.label,
    now: row.now,
    before: row.before_count,
    change: row.change,
    changeRate: row.change_rate,
  }))
  const { total, total_before, change, change_rate } = said
  return [
    ...parts,
    {
      id: parts.length,
      row: null,
      label: whole,
      now: total,
      before: total_before.count,
      change,
      changeRate: change_rate,
    },
  ]
}

/** What the inbox is asked for to hold just what a figure counts. */
export function inboxSearch(said: Statistics, row: Row | null, figure?: Figure): Record<string, unknown> {
  const { unit, ...rest }: Record<string, string> = { ...said.base_filters, ...row?.filters }
  return { ...rest, ...(unit ? { unit: Number(unit) } : {}), ...(figure ? { figure } : {}) }
}

/** The unit whose parts a row of units can be opened to. */
export function unitBelow(said: Statistics, row: Row | null): number | undefined {
  const id = Number(row?.key)
  const opens = said.by === 'unit' && Number.isSafeInteger(id) && id > 0 && id !== said.unit?.id
  return opens ? id : undefined
}

/** How far a bar reaches, in percent of the longest; what is there at all is seen. */
export function reach(value: number, longest: number): number {
  return value === 0 || longest === 0 ? 0 : Math.max(1, Math.round((value / longest) * 100))
}

/** With its sign: what is more is told from what is less without colour. */
export function signed(value: number, format: (value: number) => string): string {
  if (value === 0) return format(0)
  return `${value > 0 ? '+' : '\u2212'}${format(Math.abs(value))}`
}
