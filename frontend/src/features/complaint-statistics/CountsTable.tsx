import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { number } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import {
  type Figure,
  inboxSearch,
  type Line,
  linesOf,
  PARTS,
  RATES,
  type Show,
  signed,
  unitBelow,
} from './tables'
import type { Statistics } from './types'

interface Props {
  said: Statistics
  show: Show
  caption: string
  onUnit: (unit: number) => void
}

/** The parts of the base and the base itself; every figure leads to the complaints it counts. */
export function CountsTable({ said, show, caption, onUnit }: Props) {
  const { t } = useTranslation()
  const columns = useColumns(said, show, onUnit)
  return (
    <DenseTable
      caption={caption}
      columns={columns}
      rows={linesOf(said, t('statistics.whole'))}
      idOf={(line) => line.id}
    />
  )
}

function useColumns(said: Statistics, show: Show, onUnit: (unit: number) => void): Column<Line>[] {
  const { t } = useTranslation()
  const percent = (value: number | null) =>
    value === null ? '—' : t('statistics.percent', { value: value.toFixed(1) })
  const counted = (key: 'count' | Figure, words: string): Column<Line> => ({
    key,
    title: words,
    width: 92,
    numeric: true,
    render: (line) => <Counted said={said} line={line} figure={key} words={words} />,
  })
  const before: Column<Line>[] = [
    {
      key: 'before',
      title: t('statistics.before'),
      width: 92,
      numeric: true,
      render: (line) => number(line.before),
    },
    {
      key: 'change',
      title: t('statistics.change'),
      width: 92,
      numeric: true,
      render: (line) => signed(line.change, number),
    },
    {
      key: 'change_rate',
      title: t('statistics.changeRate'),
      width: 92,
      numeric: true,
      render: (line) =>
        line.changeRate === null ? '—' : signed(line.changeRate, (value) => percent(Math.abs(value))),
    },
  ]
  return [
    {
      key: 'label',
      title: t('statistics.part'),
      width: 220,
      render: (line) => <Name said={said} line={line} onUnit={onUnit} />,
    },
    counted('count', t('statistics.count')),
    ...(show === 'came' ? before : []),
    ...PARTS[show].map((figure) => counted(figure, t(`statistics.figure.${figure}`))),
    ...RATES[show].map(
      (rate): Column<Line> => ({
        key: rate,
        title: t(`statistics.figure.${rate}`),
        width: 92,
        numeric: true,
        render: (line) => percent(line.now[rate]),
      }),
    ),
  ]
}

/** The name of a part; a unit opens to those below it. */
function Name({ said, line, onUnit }: { said: Statistics; line: Line; onUnit: (unit: number) => void }) {
  const unit = unitBelow(said, line.row)
  if (line.row === null) return <b>{line.label}</b>
  if (unit === undefined) return <span className="two">{line.label}</span>
  return (
    <button type="button" className="link two" onClick={() => onUnit(unit)}>
      {line.label}
    </button>
  )
}

interface CountedProps {
  said: Statistics
  line: Line
  figure: 'count' | Figure
  words: string
}

function Counted({ said, line, figure, words }: CountedProps) {
  const value = line.now[figure]
  if (value === 0) return <span className="quiet">0</span>
  if (!said.may_open) return number(value)
  const search = inboxSearch(said, line.row, figure === 'count' ? undefined : figure)
  return (
    // The inbox reads what it knows of an address; what is counted by is the service's to say.
    <Link to="/complaints" search={search as never} aria-label={`${line.label} ${words} ${number(value)}`}>
      {number(value)}
    </Link>
  )
}
