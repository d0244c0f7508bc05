import { Link, useBlocker } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useCallback, useMemo, useReducer, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { ImportDraft, ImportRow } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { LinkButton } from '@/ui/LinkButton'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ConfirmDialog } from './ConfirmDialog'
import { DraftPane } from './DraftPane'
import { emptyDraft, reduceDraft } from './edits'
import { Stage } from './ImportsPage'
import { type Lit, SourceText } from './SourceText'
import { type Marks, offsetTranslator, type Span, spansOf } from './segments'
import { reloadDraft, showRow, useImport, useImportRows, useImportText } from './useDraft'

const DARK: Lit = { strong: [], soft: null, follow: false }

export function DraftPage({ importId }: { importId: number }) {
  const draft = useImport(importId)
  const rows = useImportRows(importId)
  const text = useImportText(importId)
  const failed = draft.error ?? rows.error ?? text.error
  const complete = draft.data && rows.data && text.data
  // Asking again may fail while the desk is in use; what was typed at it must not go with it.
  if (failed && !complete)
    return (
      <ProblemNotice
        error={failed}
        onRetry={() => {
          void draft.refetch()
          void rows.refetch()
          void text.refetch()
        }}
      />
    )
  if (!complete) return <Loading />
  return <Desk draft={draft.data} rows={rows.data.items} text={text.data.text} />
}

/** The source on the left, what was read from it on the right. */
function Desk({ draft, rows, text }: { draft: ImportDraft; rows: ImportRow[]; text: string }) {
  const { t } = useTranslation()
  const [state, dispatch] = useReducer(reduceDraft, emptyDraft)
  const [lit, setLit] = useState<Lit>(DARK)
  const [side, setSide] = useState<'source' | 'draft'>('draft')
  const [confirming, setConfirming] = useState(false)
  const dirty = Object.keys(state.edits).length > 0
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm(t('imports.leaveDirty')),
    enableBeforeUnload: dirty,
  })
  const list = useRef<HTMLDivElement>(null)
  const lastLit = useRef('')
  const place = useMemo(() => offsetTranslator(text), [text])
  const marks = useMarks(draft, rows, place)
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows])
  const editable = draft.state === 'draft'

  const light = useCallback(
    (rowId: number | null, field: string | null) => {
      // Moving within one field asks for the same again; only a change is worth drawing.
      const key = `${rowId}.${field}`
      if (lastLit.current === key) return
      lastLit.current = key
      const row = rowId === null ? undefined : byId.get(rowId)
      if (!row) return setLit(DARK)
      const strong = field ? fieldSpans(row, field).map((span) => shift(span, place)) : []
      setLit({ strong, soft: row.span ? shift(row.span as unknown as Span, place) : null, follow: true })
    },
    [byId, place],
  )

  const jump = useCallback(
    (span: readonly number[]) => {
      setSide('source')
      lastLit.current = ''
      setLit({ strong: [shift(span as unknown as Span, place)], soft: null, follow: true })
    },
    [place],
  )

  const pick = useCallback(
    (offset: number) => {
      const row = rows.find((entry) => {
        if (!entry.span) return false
        const [start, end] = shift(entry.span as unknown as Span, place)
        return offset >= start && offset < end
      })
      if (!row) return
      dispatch({ do: 'open', id: row.id })
      setSide('draft')
      showRow(row.id)
    },
    [rows, place],
  )

  return (
    <div className="desk">
      <PageHead title={draft.title ?? draft.file.name} extra={<Stage state={draft.state} />}>
        {editable && <Discard draft={draft} />}
        {editable && (
          <Button
            type="primary"
            onClick={() => {
              setConfirming(true)
              // The document's own totals are compared with the rows as they are now.
              void reloadDraft(draft.id)
            }}
          >
            {t('imports.confirm')}
          </Button>
        )}
      </PageHead>
      <StateNotice draft={draft} />
      <fieldset className="bare paneswitch">
        <legend className="sr">{t('imports.title')}</legend>
        {(['source', 'draft'] as const).map((name) => (
          <Button
            key={name}
            type={side === name ? 'primary' : 'default'}
            aria-pressed={side === name}
            onClick={() => setSide(name)}
          >
            {name === 'source' ? t('imports.showSource') : t('imports.showDraft')}
          </Button>
        ))}
      </fieldset>
      <div className="sidebyside">
        <div className="pane" data-hidden={side !== 'source'}>
          <header>
            <h2>{t('imports.source')}</h2>
            <span className="small quiet wrap-anywhere">{draft.file.name}</span>
            <span className="small quiet">{t('imports.legend')}</span>
          </header>
          <SourceText text={text} marks={marks} lit={lit} onPick={pick} />
        </div>
        <div className="pane" data-hidden={side !== 'draft'}>
          <DraftPane
            draft={draft}
            rows={rows}
            text={text}
            place={place}
            state={state}
            dispatch={dispatch}
            light={light}
            jump={jump}
            editable={editable}
            listRef={list}
          />
        </div>
      </div>
      {confirming && (
        <ConfirmDialog draft={draft} rows={rows} dirty={dirty} onClose={() => setConfirming(false)} />
      )}
    </div>
  )
}

function useMarks(draft: ImportDraft, rows: ImportRow[], place: (offset: number) => number): Marks {
  // Only what changes the cuts: editing a field must not redraw two hundred thousand characters.
  const read = JSON.stringify(
    rows.flatMap((row) => Object.values(row.spans ?? {}).flatMap((value) => spansOf(value))),
  )
  const other = JSON.stringify([draft.unread, draft.warnings.map((warning) => warning.span)])
  return useMemo(() => {
    const [unread, warned] = JSON.parse(other) as [Span[], (Span | null)[]]
    const placed = (spans: Span[]) => spans.map((span) => shift(span, place))
    return {
      read: placed(JSON.parse(read) as Span[]),
      unread: placed(unread),
      warned: placed(warned.filter((span): span is Span => span !== null)),
    }
  }, [read, other, place])
}

function shift(span: Span, place: (offset: number) => number): Span {
  return [place(span[0]), place(span[1])]
}

/** `measures.1` is the second measure; any other field is named as it is. */
function fieldSpans(row: ImportRow, field: string): Span[] {
  const spans = row.spans as Record<string, unknown> | null
  const [name, index] = field.split('.')
  const found = spansOf(spans?.[name ?? ''])
  if (index === undefined) return found
  const one = found[Number(index)]
  return one ? [one] : found.slice(0, 1)
}

function StateNotice({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  if (draft.state === 'draft')
    return draft.same_file_as === null ? null : (
      <div className="notice" role="status">
        {t('imports.sameFile')}{' '}
        <Link to="/imports/$importId" params={{ importId: String(draft.same_file_as) }}>
          {t('imports.openEarlier')}
        </Link>
      </div>
    )
  const confirmed = draft.state === 'confirmed'
  return (
    <div className={`notice ${confirmed ? 'good' : ''}`} role="status">
      <span>{confirmed ? t('imports.confirmedState') : t('imports.discardedState')}</span>{' '}
      {confirmed && (
        <LinkButton to="/findings" size="small">
          {t('imports.openLedger')}
        </LinkButton>
      )}
    </div>
  )
}

function Discard({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [modal, holder] = Modal.useModal()
  async function discard(): Promise<void> {
    try {
      await call(
        client.POST('/api/v1/imports/{import_id}/discard', {
          params: { path: { import_id: draft.id } },
        }),
      )
      announce.good(t('imports.discarded'))
      await queryClient.invalidateQueries({ queryKey: ['imports'] })
    } catch (refused) {
      announce.bad(refused)
    }
    await reloadDraft(draft.id)
  }
  return (
    <>
      {holder}
      <Button
        onClick={() =>
          void modal.confirm({
            title: t('imports.discardTitle'),
            content: t('imports.discardWhat'),
            okText: t('imports.discard'),
            okButtonProps: { danger: true },
            onOk: discard,
          })
        }
      >
        {t('imports.discard')}
      </Button>
    </>
  )
}
