import { useMemo, useState } from 'react'
import type { ImportRow } from '@/api/types'
import { type Shown, shownAs } from './differences/outcome'

export interface RowFilter {
  rows: ImportRow[]
  search: string
  bare: boolean
  setSearch: (search: string) => void
  setBare: (bare: boolean) => void
}

/** The rows in sight: by their words, by whether anybody has them yet, by how they differ. */
export function useRowFilter(rows: ImportRow[], shown: Shown): RowFilter {
  const [search, setSearch] = useState('')
  const [bare, setBare] = useState(false)
  const found = useMemo(
    () => rows.filter((row) => shownAs(row, shown) && matches(row, search.trim(), bare)),
    [rows, shown, search, bare],
  )
  return { rows: found, search, bare, setSearch, setBare }
}

function matches(row: ImportRow, search: string, bare: boolean): boolean {
  if (bare && (row.units.length > 0 || row.dropped)) return false
  if (!search) return true
  return [row.number, row.problem, row.progress, row.unit_text, row.owner, ...row.measures, row.group].some(
    (text) => text?.includes(search),
  )
}
