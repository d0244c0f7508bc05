import { type Dispatch, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportRow } from '@/api/types'
import { archived } from './Became'
import { DocumentFacts } from './DocumentFacts'
import { useDesk } from './desk'
import { ComparisonBanner } from './differences/ComparisonBanner'
import { Gone } from './differences/Gone'
import type { Shown } from './differences/outcome'
import { PartDifferences } from './differences/PartDifferences'
import type { DraftAction, DraftState } from './edits'
import { Mismatches, Warnings } from './Notes'
import type { Place } from './places'
import { RowsHead } from './RowsHead'
import { RowsList } from './RowsList'
import { FiguresView } from './reading/FiguresView'
import { PlanView } from './reading/PlanView'
import { placeOf } from './useLighting'
import { useRowFilter } from './useRowFilter'

interface Props {
  rows: ImportRow[]
  state: DraftState
  dispatch: Dispatch<DraftAction>
  light: (place: Place | null) => void
}

/** What was read, whatever the document is. */
export function DraftPane({ rows, state, dispatch, light }: Props) {
  const { t } = useTranslation()
  const { draft, locate } = useDesk()
  const pointer = useRef('')
  const [shown, setShown] = useState<Shown>('all')
  const filter = useRowFilter(rows, shown)
  const nothing = rows.length === 0 && !draft.plan && draft.figures.length === 0

  return (
    <>
      <header>
        <h2>{t('imports.draft')}</h2>
        {rows.length > 0 && <RowsHead rows={rows} filter={filter} state={state} dispatch={dispatch} />}
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: one listener for all fields; focus does what the pointer does */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard the name of a field leads to its place */}
      <div
        className="draftlist"
        onMouseMove={(event) => {
          // What scrolls under a resting pointer was not pointed at.
          const at = `${event.clientX},${event.clientY}`
          if (at !== pointer.current) light(placeOf(event.target))
          pointer.current = at
        }}
        onMouseLeave={() => light(null)}
        onFocus={(event) => light(placeOf(event.target))}
        onClick={(event) => {
          const place = placeOf(event.target)
          if (place && isBare(event.target)) locate(place)
        }}
      >
        <ComparisonBanner rows={rows} shown={shown} onShown={setShown} />
        <DocumentFacts />
        <Mismatches draft={draft} />
        <Warnings />
        {draft.plan && <PlanView plan={draft.plan} />}
        {(draft.kind === 'annual_report' || draft.figures.length > 0) && <FiguresView />}
        {archived(draft) && <PartDifferences />}
        {nothing && <p className="empty">{t('imports.reading.nothing')}</p>}
        {shown !== 'gone' && (
          <RowsList rows={filter.rows} all={rows.length} state={state} dispatch={dispatch} />
        )}
        {(shown === 'all' || shown === 'gone') && <Gone gone={draft.gone} />}
      </div>
    </>
  )
}

/** A click on words, not on something that answers clicks itself, nor the end of marking words with the pointer. */
function isBare(target: EventTarget): boolean {
  if (!(target instanceof Element) || target.closest('[data-row]')) return false
  if (target.closest('button, a, input, textarea, select, label, summary, [role="combobox"]')) return false
  return window.getSelection()?.isCollapsed ?? true
}
