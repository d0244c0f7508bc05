import { type Dispatch, Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportRow } from '@/api/types'
import { useDesk } from './desk'
import { type DraftAction, type DraftState, edited } from './edits'
import { RowCard } from './RowCard'

interface Props {
  rows: ImportRow[]
  all: number
  state: DraftState
  dispatch: Dispatch<DraftAction>
}

const BLOCK = 20

/** The findings of the draft under their headings. */
export function RowsList({ rows, all, state, dispatch }: Props) {
  const { t } = useTranslation()
  const { draft, editable, locate } = useDesk()
  if (rows.length === 0) return all > 0 ? <p className="empty">{t('imports.noneMatch')}</p> : null
  const line = (row: ImportRow, index: number) => (
    <Fragment key={row.id}>
      {headingOf(row) !== headingOf(rows[index - 1]) && headingOf(row) && (
        <h3 className="grouphead">{headingOf(row)}</h3>
      )}
      <RowCard
        draftId={draft.id}
        row={row}
        now={edited(row, state.edits[row.id])}
        patch={state.edits[row.id]}
        open={state.open === row.id}
        chosen={state.chosen.has(row.id)}
        editable={editable}
        dispatch={dispatch}
        locate={locate}
      />
    </Fragment>
  )
  const blocks: ReactNode[] = []
  for (let from = 0; from < rows.length; from += BLOCK)
    blocks.push(
      <div key={from} className="rowblock">
        {rows.slice(from, from + BLOCK).map((row, index) => line(row, from + index))}
      </div>,
    )
  return blocks
}

function headingOf(row: ImportRow | undefined): string {
  return row ? [row.section, row.group].filter(Boolean).join(' / ') : ''
}
