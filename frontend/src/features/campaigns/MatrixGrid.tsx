import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { visibleRange } from '@/ui/windowing'
import { CELLS, type CellState, cellAt, moved } from './matrix'

const ROW = 36
const SPARE = 10

export interface GridRow {
  unit_id: number
  unit_name: string
  cells: string
}

interface Props {
  caption: string
  /** The heading of each period, short and in full. */
  periods: { key: string; short: string; name: string }[]
  rows: GridRow[]
  onOpen: (row: GridRow, period: number) => void
}

/**
 * Units by periods. Only the rows in sight are drawn: two thousand scroll smoothly. One cell takes part in the
 * order of the keyboard, arrows go from cell to cell.
 */
export function MatrixGrid({ caption, periods, rows, onOpen }: Props) {
  const { t } = useTranslation()
  const faceOf = useFaces()
  const box = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ from: 0, to: 40 })
  const [active, setActive] = useState({ row: 0, column: 0 })
  const byKey = useRef(false)
  const count = rows.length
  const from = Math.min(range.from, Math.max(0, count - 1))
  const to = Math.min(range.to, count)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => {
      const next = visibleRange(element.scrollTop, element.clientHeight, ROW, count, SPARE)
      setRange((old) => (old.from === next.from && old.to === next.to ? old : next))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [count])

  // The cell the keyboard went to may have been out of sight until now.
  useLayoutEffect(() => {
    if (!byKey.current) return
    const cell = box.current?.querySelector<HTMLElement>(`[data-cell="${active.row}-${active.column}"]`)
    if (!cell) return
    byKey.current = false
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  function onKey(event: KeyboardEvent): void {
    const next = moved(active, event.key, count, periods.length)
    if (!next) return
    event.preventDefault()
    byKey.current = true
    setActive(next)
    const element = box.current
    if (!element) return
    const top = next.row * ROW
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + 2 * ROW > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 2 * ROW - element.clientHeight
  }

  return (
    <div className="matrixbox" ref={box}>
      <table className="matrix" aria-rowcount={count + 1}>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="unit">
              {t('campaigns.unit')}
            </th>
            {periods.map((period) => (
              <th key={period.key} scope="col" abbr={period.name} title={period.name}>
                {period.short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && (
            <tr>
              <td colSpan={periods.length + 1} style={{ height: from * ROW }} />
            </tr>
          )}
          {rows.slice(from, to).map((row, offset) => {
            const index = from + offset
            return (
              <tr key={row.unit_id} aria-rowindex={index + 2}>
                <th scope="row" className="unit" title={row.unit_name}>
                  {row.unit_name}
                </th>
                {periods.map((period, column) => {
                  const state = cellAt(row.cells, column)
                  const here = Math.min(active.row, count - 1) === index && active.column === column
                  return (
                    <td key={period.key} className={state ?? 'none'}>
                      <Cell
                        asked={state !== null}
                        face={faceOf(state)}
                        place={`${index}-${column}`}
                        inOrder={here || (index === from && active.row < from && active.column === column)}
                        name={`${row.unit_name} ${period.name}`}
                        onKey={onKey}
                        onFocus={() => setActive({ row: index, column })}
                        onOpen={() => onOpen(row, column)}
                      />
                    </td>
                  )
                })}
              </tr>
            )
          })}
          {to < count && (
            <tr>
              <td colSpan={periods.length + 1} style={{ height: (count - to) * ROW }} />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

interface Face {
  sign: string
  word: string
}

/** The sign and the word of every state, found once for the thousands of cells. */
function useFaces(): (state: CellState | null) => Face {
  const { t } = useTranslation()
  const { label } = useLabels()
  return useMemo(() => {
    const none = { sign: '\u2013', word: t('campaigns.matrix.notAsked') }
    const faces = new Map<CellState, Face>(
      Object.values(CELLS).map((state) => [
        state,
        { sign: t(`campaigns.sign.${state}`), word: label('punctuality', state) },
      ]),
    )
    return (state) => (state && faces.get(state)) || none
  }, [t, label])
}

function Cell(props: {
  asked: boolean
  face: Face
  place: string
  inOrder: boolean
  name: string
  onKey: (event: KeyboardEvent) => void
  onFocus: () => void
  onOpen: () => void
}) {
  const name = `${props.name} ${props.face.word}`
  return (
    <button
      type="button"
      data-cell={props.place}
      tabIndex={props.inOrder ? 0 : -1}
      aria-disabled={!props.asked}
      aria-label={name}
      title={name}
      onKeyDown={props.onKey}
      onFocus={props.onFocus}
      onClick={props.asked ? props.onOpen : undefined}
    >
      {props.face.sign}
    </button>
  )
}

/** What the signs mean; each is told apart without its colour. */
export function Signs() {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <ul className="plain row small" aria-label={t('campaigns.matrix.signs')}>
      {Object.values(CELLS).map((state) => (
        <li key={state} className="row" style={{ gap: 4 }}>
          <span className={`matrixsign ${state}`} aria-hidden="true">
            {t(`campaigns.sign.${state}`)}
          </span>
          {label('punctuality', state)}
        </li>
      ))}
    </ul>
  )
}
