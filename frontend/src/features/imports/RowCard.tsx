import { Button } from 'antd'
import { type Dispatch, memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { ImportRow, RowPatch } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { RowDifferenceView } from './differences/RowDifferenceView'
import { StateChip } from './differences/StateChip'
import type { DraftAction } from './edits'
import type { Place } from './places'
import { RowEditor } from './RowEditor'
import { SplitDialog } from './SplitDialog'
import { putRow, reloadDraft } from './useDraft'

interface Props {
  draftId: number
  row: ImportRow
  /** The row with what was typed but not yet saved. */
  now: ImportRow
  patch: RowPatch | undefined
  open: boolean
  chosen: boolean
  editable: boolean
  dispatch: Dispatch<DraftAction>
  locate: (place: Place) => void
}

export const RowCard = memo(function RowCard(props: Props) {
  const { row, now, patch, open, chosen, editable, dispatch } = props
  const { t } = useTranslation()
  const name = row.number ?? String(row.ordinal)
  return (
    <article className={`draftrow${open ? ' open' : ''}${row.dropped ? ' dropped' : ''}`} data-row={row.id}>
      <div className="top">
        {editable && (
          <input
            type="checkbox"
            checked={chosen}
            aria-label={t('common.selectRow', { name })}
            onChange={() => dispatch({ do: 'choose', id: row.id })}
          />
        )}
        <button
          type="button"
          className="expander"
          data-field="problem"
          aria-expanded={open}
          aria-label={`${open ? t('imports.collapse', { n: name }) : t('imports.expand', { n: name })}:${now.problem ?? ''}`}
          onClick={() => dispatch({ do: 'open', id: open ? null : row.id })}
        >
          <span className={`body ${open ? '' : 'clamp3'}`}>
            <span className="no">{name}.</span> {now.problem}
          </span>
        </button>
      </div>
      <Meta row={row} now={now} dirty={patch !== undefined} locate={props.locate} />
      {row.difference && <RowDifferenceView draftId={props.draftId} row={row} editable={editable} />}
      {open && (
        <div className="editor">
          <RowEditor {...props} />
          <RowActions {...props} />
        </div>
      )}
    </article>
  )
})

interface MetaProps {
  row: ImportRow
  now: ImportRow
  dirty: boolean
  locate: (place: Place) => void
}

function Meta({ row, now, dirty, locate }: MetaProps) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const units = now.units.filter((unit) => unit.part === 'answering').map((unit) => unit.name)
  return (
    <div className="meta">
      {row.difference && <StateChip state={row.difference.state} conflict={row.difference.conflict} />}
      {row.dropped && <span className="chip bad">{t('imports.dropped')}</span>}
      {dirty && <span className="chip warn">{t('imports.unsaved')}</span>}
      {now.key_matter && <span className="chip key">{t('imports.field.key_matter')}</span>}
      {(now.status || now.status_text) && (
        <span className="chip" data-field="status_text">
          {now.status_text ?? label('read_status', now.status)}
        </span>
      )}
      <span className="quiet" data-field="measures">
        {t('imports.measuresCount', { count: now.measures.length })}
      </span>
      <span className={units.length > 0 ? 'chip blue' : 'quiet'} data-field="unit">
        {units.join('、') || now.unit_text || t('imports.unassigned')}
      </span>
      {now.due_on && (
        <span className="quiet" data-field="due">
          {t('imports.field.due_on')} {now.due_on}
        </span>
      )}
      {row.edited.length > 0 && <span className="chip">{t('imports.edited')}</span>}
      {row.span && (
        <button
          type="button"
          className="link"
          aria-label={t('imports.reading.locateRow', { n: row.number ?? row.ordinal })}
          onClick={() => locate({ row: row.id, field: 'problem' })}
        >
          {t('imports.source')}
        </button>
      )}
    </div>
  )
}

function RowActions({ draftId, row, editable, patch, dispatch }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [splitting, setSplitting] = useState(false)
  if (!editable) return null

  async function toggle(): Promise<void> {
    const params = { path: { import_id: draftId, row_id: row.id } }
    try {
      putRow(
        draftId,
        row.dropped
          ? await call(client.POST('/api/v1/imports/{import_id}/rows/{row_id}/restore', { params }))
          : await call(client.POST('/api/v1/imports/{import_id}/rows/{row_id}/drop', { params })),
      )
      announce.good(row.dropped ? t('imports.restoreRow') : t('imports.dropped'))
    } catch (refused) {
      announce.bad(refused)
    }
    await reloadDraft(draftId)
  }

  return (
    <div className="row" style={{ marginTop: 10 }}>
      <Button size="small" disabled={patch !== undefined || row.dropped} onClick={() => setSplitting(true)}>
        {t('imports.split')}
      </Button>
      <Button size="small" danger={!row.dropped} onClick={() => void toggle()}>
        {row.dropped ? t('imports.restoreRow') : t('imports.dropRow')}
      </Button>
      {splitting && (
        <SplitDialog draftId={draftId} row={row} dispatch={dispatch} onClose={() => setSplitting(false)} />
      )}
    </div>
  )
}
