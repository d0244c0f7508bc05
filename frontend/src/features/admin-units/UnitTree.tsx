import { CaretDownOutlined, CaretRightOutlined, LoadingOutlined } from '@ant-design/icons'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { Unit } from '@/api/types'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { stroke, visibleRows } from './tree'
import { useOpened } from './units'

interface Props {
  label: string
  roots: Unit[]
  /** Opened from the start: the way to what is chosen. */
  opened: number[]
  chosen: number | undefined
  onChoose: (unit: Unit) => void
  /** Why a unit cannot be chosen here; it is shown greyed, with these words. */
  whyNot?: (unit: Unit, path: number[]) => string | null
}

/** A tree to walk with the arrow keys; what lies below a unit is asked for when it is opened. */
export function UnitTree({ label, roots, opened, chosen, onChoose, whyNot }: Props) {
  const { t } = useTranslation()
  const words = useLabels()
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(
    () => new Set([...roots.map((root) => root.id), ...opened]),
  )
  const [focused, setFocused] = useState<number | undefined>(chosen)
  const box = useRef<HTMLDivElement>(null)
  const { below, loading, error } = useOpened(expanded)
  const rows = visibleRows(roots, below, expanded)
  const paths = pathsOf(rows)
  const way = opened.join()
  useEffect(() => {
    if (way) setExpanded((old) => new Set([...old, ...way.split(',').map(Number)]))
  }, [way])
  const current = rows.some((row) => row.unit.id === focused) ? focused : (chosen ?? rows[0]?.unit.id)
  const entry = rows.some((row) => row.unit.id === current) ? current : rows[0]?.unit.id

  const open = (id: number, on: boolean) =>
    setExpanded((old) => {
      const next = new Set(old)
      if (on) next.add(id)
      else next.delete(id)
      return next
    })

  function press(event: KeyboardEvent): void {
    if (entry === undefined) return
    const row = rows.find(({ unit }) => unit.id === entry)
    if (row && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      if (!whyNot?.(row.unit, paths.get(row.unit.id) ?? [])) onChoose(row.unit)
      return
    }
    const meant = stroke(event.key, rows, entry)
    if (!meant) return
    event.preventDefault()
    if (meant.expand !== undefined) open(meant.expand, true)
    if (meant.collapse !== undefined) open(meant.collapse, false)
    if (meant.focus !== undefined) {
      setFocused(meant.focus)
      box.current?.querySelector<HTMLElement>(`[data-unit="${meant.focus}"]`)?.focus()
    }
  }

  return (
    <>
      <ProblemNotice error={error} />
      <div className="unittree" role="tree" aria-label={label} ref={box} onKeyDown={press}>
        {rows.map(({ unit, level, expanded: isOpen, position, size }) => {
          const reason = whyNot?.(unit, paths.get(unit.id) ?? []) ?? null
          return (
            <div
              key={unit.id}
              data-unit={unit.id}
              role="treeitem"
              aria-level={level}
              aria-expanded={isOpen}
              aria-posinset={position}
              aria-setsize={size}
              aria-selected={unit.id === chosen}
              aria-disabled={reason ? true : undefined}
              tabIndex={unit.id === entry ? 0 : -1}
              className={`treerow${unit.id === chosen ? ' on' : ''}${reason ? ' barred' : ''}`}
              style={{ paddingInlineStart: 4 + (level - 1) * 18 }}
              onFocus={() => setFocused(unit.id)}
              onClick={() => {
                setFocused(unit.id)
                if (!reason) onChoose(unit)
              }}
              onKeyDown={() => undefined}
            >
              {/* The arrow keys do the same; a second stop for the keyboard would only be in the way. */}
              <span
                className="twig"
                aria-hidden="true"
                onClick={(event) => {
                  event.stopPropagation()
                  if (isOpen !== undefined) open(unit.id, !isOpen)
                }}
              >
                {loading(unit.id) ? (
                  <LoadingOutlined />
                ) : isOpen === undefined ? null : isOpen ? (
                  <CaretDownOutlined />
                ) : (
                  <CaretRightOutlined />
                )}
              </span>
              <span className="grow wrap-anywhere">
                {unit.name}{' '}
                {unit.kind !== 'department' && (
                  <span className="small quiet">{words.label('unit_kind', unit.kind)}</span>
                )}
                {!unit.active && (
                  <>
                    {' '}
                    <span className="chip">{t('units.inactive')}</span>
                  </>
                )}
                {reason && <span className="small quiet"> · {reason}</span>}
              </span>
            </div>
          )
        })}
      </div>
    </>
  )
}

/** The way from the top to each row, itself last. */
function pathsOf(rows: { unit: Unit; level: number }[]): Map<number, number[]> {
  const found = new Map<number, number[]>()
  const way: number[] = []
  for (const { unit, level } of rows) {
    way.length = level - 1
    way.push(unit.id)
    found.set(unit.id, [...way])
  }
  return found
}
