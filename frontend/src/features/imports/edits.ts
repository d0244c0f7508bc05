import type { ImportRow, RowPatch } from '@/api/types'

/** What the person at the desk has typed, chosen and opened, before any of it is sent. */
export interface DraftState {
  edits: Record<number, RowPatch>
  chosen: ReadonlySet<number>
  open: number | null
}

export type DraftAction =
  | { do: 'edit'; row: ImportRow; patch: RowPatch }
  | { do: 'revert'; id: number }
  | { do: 'saved'; id: number }
  | { do: 'choose'; id: number }
  | { do: 'chooseAll'; ids: number[] }
  | { do: 'open'; id: number | null }
  | { do: 'gone'; ids: number[] }

export const emptyDraft: DraftState = { edits: {}, chosen: new Set(), open: null }

export function reduceDraft(state: DraftState, action: DraftAction): DraftState {
  switch (action.do) {
    case 'edit': {
      const patch = withoutUnchanged(action.row, { ...state.edits[action.row.id], ...action.patch })
      return { ...state, edits: withEdit(state.edits, action.row.id, patch) }
    }
    case 'revert':
    case 'saved':
      return { ...state, edits: withEdit(state.edits, action.id, {}) }
    case 'choose': {
      const chosen = new Set(state.chosen)
      if (!chosen.delete(action.id)) chosen.add(action.id)
      return { ...state, chosen }
    }
    case 'chooseAll':
      return { ...state, chosen: new Set(action.ids) }
    case 'open':
      return { ...state, open: action.id }
    case 'gone': {
      const lost = new Set(action.ids)
      const edits = Object.fromEntries(Object.entries(state.edits).filter(([id]) => !lost.has(Number(id))))
      return {
        edits,
        chosen: new Set([...state.chosen].filter((id) => !lost.has(id))),
        open: state.open !== null && lost.has(state.open) ? null : state.open,
      }
    }
  }
}

/** The row as it will be once its edits are saved. Edited units keep their names, for showing. */
export function edited(row: ImportRow, patch: RowPatch | undefined): ImportRow {
  return patch ? ({ ...row, ...dropUndefined(patch) } as ImportRow) : row
}

/** What is sent of an edit: the service wants units by number and part alone. */
export function toSend(patch: RowPatch): RowPatch {
  if (!patch.units) return patch
  return { ...patch, units: patch.units.map(({ unit_id, part }) => ({ unit_id, part })) }
}

function withEdit(edits: DraftState['edits'], id: number, patch: RowPatch): DraftState['edits'] {
  const { [id]: _, ...others } = edits
  return Object.keys(patch).length === 0 ? others : { ...others, [id]: patch }
}

/** Typing something and typing it back is no change. */
function withoutUnchanged(row: ImportRow, patch: RowPatch): RowPatch {
  const was = row as unknown as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(patch).filter(([key, value]) => !same(normal(was[key]), normal(value))),
  ) as RowPatch
}

function normal(value: unknown): unknown {
  return value === '' || value === undefined ? null : value
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function dropUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined))
}

/** A value of a field as words, to be copied or compared. */
export function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (Array.isArray(value)) return value.map(wordsOf).join('\n')
  if (typeof value === 'object') return String((value as { name?: unknown }).name ?? '')
  return String(value)
}
