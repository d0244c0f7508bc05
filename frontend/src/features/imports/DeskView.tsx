import { useBlocker } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCallback, useMemo, useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportDraft, ImportRow } from '@/api/types'
import { PageHead } from '@/ui/PageHead'
import { archived, Became } from './Became'
import { ConfirmDialog } from './ConfirmDialog'
import { CampaignButton } from './campaign/CampaignButton'
import { Discard } from './Discard'
import { DraftPane } from './DraftPane'
import { type Desk, DeskContext } from './desk'
import { type DraftState, emptyDraft, reduceDraft } from './edits'
import type { Place } from './places'
import { SourcePane } from './SourcePane'
import { StateNotice } from './StateNotice'
import { reloadDraft } from './useDraft'
import { showPlace, useLighting } from './useLighting'

interface Props {
  draft: ImportDraft
  rows: ImportRow[]
  text: string
}

const SIDES = ['source', 'draft'] as const
type Side = (typeof SIDES)[number]

/** The source on the left, what was read from it on the right; on a phone one of the two. */
export function DeskView({ draft, rows, text }: Props) {
  const [state, dispatch] = useReducer(reduceDraft, emptyDraft)
  const [side, setSide] = useState<Side>('draft')
  const [confirming, setConfirming] = useState(false)
  const lighting = useLighting(draft, rows, text)
  const dirty = useLeaving(state)
  const editable = draft.state === 'draft'
  const { light, at, spansOf, locate, jump } = lighting

  const desk: Desk = useMemo(
    () => ({
      draft,
      text,
      editable,
      spansOf,
      words: ([start, end]) => text.slice(start, end),
      locate: (place) => {
        setSide('source')
        locate(place)
      },
      jump: (span) => {
        setSide('source')
        jump(span)
      },
    }),
    [draft, text, editable, spansOf, locate, jump],
  )

  const show = useCallback((place: Place) => {
    if (place.row !== null) dispatch({ do: 'open', id: place.row })
    setSide('draft')
    showPlace(place)
  }, [])
  const pick = useCallback(
    (offset: number) => {
      const place = at(offset)
      if (!place) return
      light(place)
      show(place)
    },
    [at, light, show],
  )

  return (
    <DeskContext value={desk}>
      <div className="desk">
        <PageHead title={draft.title ?? draft.file.name} extra={<Became draft={draft} />}>
          {editable && <Discard draft={draft} />}
          {editable && <Confirm draft={draft} onConfirm={() => setConfirming(true)} />}
          <CampaignButton draft={draft} />
        </PageHead>
        <StateNotice draft={draft} />
        <Sides side={side} onSide={setSide} />
        <div className="sidebyside">
          <div className="pane" data-hidden={side !== 'source'}>
            <SourcePane marks={lighting.marks} lit={lighting.lit} onPick={pick} />
          </div>
          <div className="pane" data-hidden={side !== 'draft'}>
            <DraftPane rows={rows} state={state} dispatch={dispatch} light={light} />
          </div>
        </div>
        {confirming && (
          <ConfirmDialog
            draft={draft}
            rows={rows}
            dirty={dirty}
            onShow={(row) => show({ row: row.id, field: 'decision' })}
            onClose={() => setConfirming(false)}
          />
        )}
      </div>
    </DeskContext>
  )
}

/** Whether something typed is not saved; leaving the page then asks. */
function useLeaving(state: DraftState): boolean {
  const { t } = useTranslation()
  const dirty = Object.keys(state.edits).length > 0
  useBlocker({
    shouldBlockFn: () => dirty && !window.confirm(t('imports.leaveDirty')),
    enableBeforeUnload: dirty,
  })
  return dirty
}

/** Its words come from the service: a ledger is entered, a plan is filed. Why it cannot be stands beside it. */
function Confirm({ draft, onConfirm }: { draft: ImportDraft; onConfirm: () => void }) {
  const { t } = useTranslation()
  const act = draft.allowed_actions.find((entry) => entry.action === 'confirm')
  return (
    <>
      {act?.reason && !act.enabled && <span className="small quiet">{act.reason}</span>}
      <Button
        // A plan is filed on its way to a campaign; filing it alone is the lesser choice.
        type={draft.kind === 'campaign_plan' ? 'default' : 'primary'}
        disabled={act !== undefined && !act.enabled}
        onClick={() => {
          onConfirm()
          // The document's own totals are compared with the rows as they are now.
          void reloadDraft(draft.id)
        }}
      >
        {archived(draft) ? t('imports.file') : t('imports.confirm')}
      </Button>
    </>
  )
}

function Sides({ side, onSide }: { side: Side; onSide: (side: Side) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="bare paneswitch">
      <legend className="sr">{t('imports.title')}</legend>
      {SIDES.map((name) => (
        <Button
          key={name}
          type={side === name ? 'primary' : 'default'}
          aria-pressed={side === name}
          onClick={() => onSide(name)}
        >
          {name === 'source' ? t('imports.showSource') : t('imports.showDraft')}
        </Button>
      ))}
    </fieldset>
  )
}
