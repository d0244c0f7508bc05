import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useNarrow } from '@/ui/useNarrow'
import { useOwnUnit } from '@/ui/useOwnUnit'
import { MonthDrawer } from './MonthDrawer'
import { ownFirst } from './ownFirst'
import { type MonthBurden, type UnitBurden, useBurden } from './queries'
import type { BurdenSearch } from './search'

interface Cell {
  unit: UnitBurden['unit']
  month: string
}

/** Units by months: how much each was asked for. In the order of the tree: nobody is ranked. */
export function Meter({ search }: { search: BurdenSearch }) {
  const { t } = useTranslation()
  const own = useOwnUnit()
  const narrow = useNarrow()
  const list = useBurden(search)
  const [open, setOpen] = useState<Cell | null>(null)
  const first = list.data?.pages[0]
  const rows = ownFirst(list.data?.pages.flatMap((page) => page.items) ?? [], own)
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  if (!first) return <Loading />
  if (rows.length === 0) return <Empty title={t('burden.none')}>{t('burden.noneWhat')}</Empty>
  return (
    <>
      {narrow ? <Cards rows={rows} onOpen={setOpen} /> : <Table rows={rows} onOpen={setOpen} />}
      <ListFoot
        shown={rows.length}
        total={first.total}
        capped={first.total_is_capped}
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
      {open && <MonthDrawer unit={open.unit} month={open.month} onClose={() => setOpen(null)} />}
    </>
  )
}

interface RowsProps {
  rows: UnitBurden[]
  onOpen: (cell: Cell) => void
}

function Table({ rows, onOpen }: RowsProps) {
  const { t } = useTranslation()
  const months = rows[0]?.months ?? []
  return (
    <section
      className="tablebox burdenbox"
      aria-label={t('burden.caption')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <table className="burden">
        <caption className="sr">{t('burden.caption')}</caption>
        <thead>
          <tr>
            <th scope="col" className="unit">
              {t('burden.unit')}
            </th>
            {months.map(({ month }) => (
              <th key={month} scope="col">
                {month}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ unit, months: cells }) => (
            <tr key={unit.id}>
              <th scope="row" className="unit">
                {unit.name}
              </th>
              {cells.map((cell) => (
                <td key={cell.month}>
                  <MonthButton
                    cell={cell}
                    name={`${unit.name} ${cell.month}`}
                    onOpen={() => onOpen({ unit, month: cell.month })}
                  >
                    {t('burden.items', { count: cell.total, number: number(cell.total) })}
                  </MonthButton>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** On a phone each unit is a card, its months beneath each other, the newest first. */
function Cards({ rows, onOpen }: RowsProps) {
  const { t } = useTranslation()
  return (
    <ul className="plain cards" aria-label={t('burden.caption')}>
      {rows.map(({ unit, months }) => (
        <li key={unit.id} className="card">
          <strong>{unit.name}</strong>
          <ul className="plain burdenmonths">
            {months.toReversed().map((cell) => (
              <li key={cell.month}>
                <MonthButton
                  cell={cell}
                  name={`${unit.name} ${cell.month}`}
                  onOpen={() => onOpen({ unit, month: cell.month })}
                >
                  <span className="grow">{cell.month}</span>
                  {t('burden.items', { count: cell.total, number: number(cell.total) })}
                </MonthButton>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

interface MonthProps {
  cell: MonthBurden
  name: string
  onOpen: () => void
  children: ReactNode
}

/** How much, of what kinds, and by whom; what there is opens. */
function MonthButton({ cell, name, onOpen, children }: MonthProps) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (cell.total === 0) return <span className="burdennone">{children}</span>
  const kinds = cell.kinds.map(({ kind, count }) => `${label('ask_kind', kind)} ${number(count)}`)
  return (
    <button
      type="button"
      className="burdencell"
      aria-label={t('burden.openMonth', { name })}
      onClick={onOpen}
    >
      <b className="row">{children}</b>
      <span>{kinds.join(t('burden.comma'))}</span>
      <span className="quiet clamp2">{askersOf(cell, t('burden.comma'))}</span>
    </button>
  )
}

function askersOf({ askers }: MonthBurden, comma: string): string {
  return askers
    .map(({ asker, count }) => (askers.length > 1 ? `${asker} ${number(count)}` : asker))
    .join(comma)
}
