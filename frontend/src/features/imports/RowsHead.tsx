import { Button, Checkbox, Input } from 'antd'
import { type Dispatch, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportRow } from '@/api/types'
import { AssignDialog } from './AssignDialog'
import { useDesk } from './desk'
import { DecideButton } from './differences/DecideButton'
import type { DraftAction, DraftState } from './edits'
import { MergeDialog } from './MergeDialog'
import type { RowFilter } from './useRowFilter'

interface Props {
  rows: ImportRow[]
  filter: RowFilter
  state: DraftState
  dispatch: Dispatch<DraftAction>
}

/** How many rows there are, finding some of them, and what can be done with several at once. */
export function RowsHead({ rows, filter, state, dispatch }: Props) {
  const { t } = useTranslation()
  const { editable } = useDesk()
  const dropped = rows.filter((row) => row.dropped).length
  return (
    <>
      <span className="small quiet" role="status">
        {t('imports.rows', { count: rows.length, dropped })}
      </span>
      <Input
        size="small"
        allowClear
        style={{ width: 160, marginLeft: 'auto' }}
        aria-label={t('imports.find')}
        placeholder={t('imports.find')}
        value={filter.search}
        onChange={(event) => filter.setSearch(event.target.value)}
      />
      <Checkbox checked={filter.bare} onChange={(event) => filter.setBare(event.target.checked)}>
        {t('imports.onlyUnassigned')}
      </Checkbox>
      {editable && <Bulk rows={rows} filter={filter} state={state} dispatch={dispatch} />}
    </>
  )
}

function Bulk({ rows, filter, state, dispatch }: Props) {
  const { t } = useTranslation()
  const { draft } = useDesk()
  const [dialog, setDialog] = useState<'assign' | 'merge' | null>(null)
  const chosen = rows.filter((row) => state.chosen.has(row.id))
  const shown = filter.rows
  return (
    <div className="bulkrow">
      <Checkbox
        checked={chosen.length > 0 && chosen.length === shown.length}
        indeterminate={chosen.length > 0 && chosen.length < shown.length}
        onChange={(event) =>
          dispatch({ do: 'chooseAll', ids: event.target.checked ? shown.map((row) => row.id) : [] })
        }
      >
        {t('imports.selectAll')}
      </Checkbox>
      <span className="small quiet" role="status">
        {t('common.selected', { count: chosen.length })}
      </span>
      <Button size="small" type="primary" disabled={chosen.length === 0} onClick={() => setDialog('assign')}>
        {t('imports.assign')}
      </Button>
      <Button size="small" disabled={chosen.length < 2} onClick={() => setDialog('merge')}>
        {t('imports.merge')}
      </Button>
      <DecideButton rows={rows} chosen={chosen} />
      {dialog === 'assign' && <AssignDialog draft={draft} chosen={chosen} onClose={() => setDialog(null)} />}
      {dialog === 'merge' && (
        <MergeDialog draft={draft} chosen={chosen} dispatch={dispatch} onClose={() => setDialog(null)} />
      )}
    </div>
  )
}
