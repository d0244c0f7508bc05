import { Button, Checkbox, Input } from 'antd'
import { type Dispatch, Fragment, type RefObject, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportDraft, ImportRow } from '@/api/types'
import { AssignDialog } from './AssignDialog'
import { DraftHeader, Mismatches, Unread, Warnings } from './DraftHeader'
import { type DraftAction, type DraftState, edited } from './edits'
import { MergeDialog } from './MergeDialog'
import { RowCard } from './RowCard'

interface Props {
  draft: ImportDraft
  rows: ImportRow[]
  text: string
  place: (offset: number) => number
  state: DraftState
  dispatch: Dispatch<DraftAction>
  light: (row: number | null, field: string | null) => void
  jump: (span: readonly number[]) => void
  editable: boolean
  listRef: RefObject<HTMLDivElement | null>
}

export function DraftPane(props: Props) {
  const { draft, rows, state, dispatch, light, editable } = props
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const pointer = useRef('')
  const [bare, setBare] = useState(false)
  const [dialog, setDialog] = useState<'assign' | 'merge' | null>(null)
  const shown = useMemo(() => rows.filter((row) => matches(row, search.trim(), bare)), [rows, search, bare])
  const chosen = rows.filter((row) => state.chosen.has(row.id))
  const dropped = rows.filter((row) => row.dropped).length

  return (
    <>
      <header>
        <h2>{t('imports.draft')}</h2>
        <span className="small quiet" role="status">
          {t('imports.rows', { count: rows.length, dropped })}
        </span>
        <Input
          size="small"
          allowClear
          style={{ width: 160, marginLeft: 'auto' }}
          aria-label={t('imports.find')}
          placeholder={t('imports.find')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Checkbox checked={bare} onChange={(event) => setBare(event.target.checked)}>
          {t('imports.onlyUnassigned')}
        </Checkbox>
      </header>
      {editable && rows.length > 0 && (
        <header>
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
          <Button
            size="small"
            type="primary"
            disabled={chosen.length === 0}
            onClick={() => setDialog('assign')}
          >
            {t('imports.assign')}
          </Button>
          <Button size="small" disabled={chosen.length < 2} onClick={() => setDialog('merge')}>
            {t('imports.merge')}
          </Button>
        </header>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: one listener for all fields; focus does what the pointer does */}
      <div
        className="draftlist"
        ref={props.listRef}
        onMouseMove={(event) => {
          // What scrolls under a resting pointer was not pointed at.
          const at = `${event.clientX},${event.clientY}`
          if (at !== pointer.current) lightTarget(event.target, light)
          pointer.current = at
        }}
        onMouseLeave={() => light(null, null)}
        onFocus={(event) => lightTarget(event.target, light)}
      >
        <DraftHeader draft={draft} editable={editable} />
        <Mismatches draft={draft} />
        <Warnings draft={draft} jump={props.jump} />
        <Unread draft={draft} text={props.text} place={props.place} jump={props.jump} />
        {shown.length === 0 && <p className="empty">{t('imports.noneMatch')}</p>}
        {shown.map((row, index) => (
          <Fragment key={row.id}>
            {headingOf(row) !== headingOf(shown[index - 1]) && headingOf(row) && (
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
            />
          </Fragment>
        ))}
      </div>
      {dialog === 'assign' && <AssignDialog draft={draft} chosen={chosen} onClose={() => setDialog(null)} />}
      {dialog === 'merge' && (
        <MergeDialog draft={draft} chosen={chosen} dispatch={dispatch} onClose={() => setDialog(null)} />
      )}
    </>
  )
}

function headingOf(row: ImportRow | undefined): string {
  return row ? [row.section, row.group].filter(Boolean).join(' / ') : ''
}

function matches(row: ImportRow, search: string, bare: boolean): boolean {
  if (bare && (row.units.length > 0 || row.dropped)) return false
  if (!search) return true
  return [row.number, row.problem, row.progress, row.unit_text, row.owner, ...row.measures, row.group].some(
    (text) => text?.includes(search),
  )
}

function lightTarget(target: EventTarget, light: Props['light']): void {
  if (!(target instanceof Element)) return
  const row = target.closest<HTMLElement>('[data-row]')
  if (row) light(Number(row.dataset.row), target.closest<HTMLElement>('[data-field]')?.dataset.field ?? null)
  else light(null, null)
}
