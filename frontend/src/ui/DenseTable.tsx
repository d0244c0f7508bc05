import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from './useNarrow'
import { visibleRange } from './windowing'

const ROW_HEIGHT = 47
const DRAW_ALL_BELOW = 120

export interface Column<Row> {
  key: string
  title: string
  width?: number
  numeric?: boolean
  /** The name this column sorts by; without it the heading is not a button. */
  sort?: string
  render: (row: Row) => ReactNode
}

interface Selection {
  chosen: ReadonlySet<number>
  onChange: (chosen: Set<number>) => void
  nameOf: (id: number) => string
}

interface Props<Row> {
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  idOf: (row: Row) => number
  sort?: string | undefined
  onSort?: (sort: string) => void
  selection?: Selection
  height?: string
  onEnd?: () => void
  foot?: ReactNode
}

/**
 * A real table that draws only the rows in sight once there are many: ten thousand rows scroll smoothly and
 * screen readers still find rows, headings and the total count.
 */
export function DenseTable<Row>(props: Props<Row>) {
  return useNarrow() ? <Cards {...props} /> : <Table {...props} />
}

/** On a phone each row is a card: its first column on top, the others named beneath. */
function Cards<Row>({ caption, columns, rows, idOf, foot }: Props<Row>) {
  const [first, ...rest] = columns
  return (
    <>
      <ul className="plain cards" aria-label={caption}>
        {rows.map((row) => (
          <li key={idOf(row)} className="card">
            {first?.render(row)}
            <dl className="cardfacts small">
              {rest.map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.render(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      {foot}
    </>
  )
}

function Table<Row>(props: Props<Row>) {
  const { t } = useTranslation()
  const { columns, rows, idOf, selection, onEnd } = props
  const box = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ from: 0, to: DRAW_ALL_BELOW })
  const all = rows.length < DRAW_ALL_BELOW
  const from = all ? 0 : Math.min(range.from, rows.length)
  const to = all ? rows.length : Math.min(range.to, rows.length)

  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => {
      const next = visibleRange(element.scrollTop, element.clientHeight, ROW_HEIGHT, rows.length)
      setRange((old) => (old.from === next.from && old.to === next.to ? old : next))
      if (element.scrollTop > 0 && element.scrollTop + element.clientHeight > element.scrollHeight - 600)
        onEnd?.()
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [rows.length, onEnd])

  const width = columns.reduce((sum, column) => sum + (column.width ?? 260), selection ? 40 : 0)
  const span = columns.length + (selection ? 1 : 0)
  const chosenHere = selection ? rows.filter((row) => selection.chosen.has(idOf(row))).length : 0

  return (
    <section
      className="tablebox"
      ref={box}
      style={{ maxHeight: props.height }}
      aria-label={props.caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <table className="dense" aria-rowcount={rows.length + 1} style={{ minWidth: width }}>
        <caption className="sr">{props.caption}</caption>
        <colgroup>
          {selection && <col style={{ width: 40 }} />}
          {columns.map((column) => (
            <col key={column.key} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {selection && (
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={t('common.selectAll')}
                  checked={rows.length > 0 && chosenHere === rows.length}
                  ref={(input) => {
                    if (input) input.indeterminate = chosenHere > 0 && chosenHere < rows.length
                  }}
                  onChange={(event) =>
                    selection.onChange(new Set(event.target.checked ? rows.map(idOf) : []))
                  }
                />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {from > 0 && (
            <tr className="spacer">
              <td colSpan={span} style={{ height: from * ROW_HEIGHT }} />
            </tr>
          )}
          {rows.slice(from, to).map((row, index) => {
            const id = idOf(row)
            const on = selection?.chosen.has(id) ?? false
            return (
              <tr key={id} className={on ? 'on' : undefined} aria-rowindex={from + index + 2}>
                {selection && (
                  <td>
                    <input
                      type="checkbox"
                      aria-label={t('common.selectRow', { name: selection.nameOf(id) })}
                      checked={on}
                      onChange={() => selection.onChange(toggled(selection.chosen, id))}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.key} className={column.numeric ? 'num' : undefined}>
                    {column.render(row)}
                  </td>
                ))}
              </tr>
            )
          })}
          {to < rows.length && (
            <tr className="spacer">
              <td colSpan={span} style={{ height: (rows.length - to) * ROW_HEIGHT }} />
            </tr>
          )}
        </tbody>
      </table>
      {props.foot}
    </section>
  )
}

function toggled(chosen: ReadonlySet<number>, id: number): Set<number> {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

function Heading<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort?: string | undefined
  onSort?: ((sort: string) => void) | undefined
}) {
  const className = column.numeric ? 'num' : undefined
  if (!column.sort || !onSort)
    return (
      <th scope="col" className={className}>
        {column.title}
      </th>
    )
  const up = sort === column.sort
  const down = sort === `-${column.sort}`
  return (
    <th scope="col" className={className} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" onClick={() => onSort(up ? `-${column.sort}` : (column.sort as string))}>
        {column.title} <span aria-hidden="true">{up ? '↑' : down ? '↓' : '↕'}</span>
      </button>
    </th>
  )
}
