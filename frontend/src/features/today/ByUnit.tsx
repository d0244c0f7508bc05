import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Today } from '@/api/types'
import { number } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'

type Row = Today['by_unit'][number]

/** How each unit stands; every number opens the rows behind it. */
export function ByUnit({ rows }: { rows: Row[] }) {
  const { t } = useTranslation()
  const cell = (
    row: Row,
    count: number,
    search: { light?: 'red' | 'yellow'; closure_state?: 'closed' },
    tone = '',
  ) =>
    count === 0 ? (
      <span className="quiet">0</span>
    ) : (
      <Link
        to="/findings"
        search={{ unit_id: row.unit.id, ...search }}
        style={tone ? { color: `var(--${tone})` } : {}}
      >
        {number(count)}
      </Link>
    )
  const columns: Column<Row>[] = [
    {
      key: 'unit',
      title: t('today.unit'),
      render: (row) => (
        <Link to="/findings" search={{ unit_id: row.unit.id }}>
          {row.unit.name}
        </Link>
      ),
    },
    {
      key: 'open',
      title: t('today.open'),
      width: 68,
      numeric: true,
      render: (row) => cell(row, row.open, {}),
    },
    {
      key: 'late',
      title: t('today.late'),
      width: 68,
      numeric: true,
      render: (row) => cell(row, row.overdue, { light: 'red' }, 'red'),
    },
    {
      key: 'soon',
      title: t('today.soon'),
      width: 68,
      numeric: true,
      render: (row) => cell(row, row.due_soon, { light: 'yellow' }, 'yellow'),
    },
    {
      key: 'closed',
      title: t('today.closed'),
      width: 68,
      numeric: true,
      render: (row) => cell(row, row.closed, { closure_state: 'closed' }),
    },
  ]
  return (
    <section aria-labelledby="by-unit">
      <h2 id="by-unit" style={{ marginBottom: 8 }}>
        {t('today.byUnit')}
      </h2>
      {rows.length === 0 ? (
        <Empty title={t('today.noUnits')}>{t('today.noUnitsWhat')}</Empty>
      ) : (
        <DenseTable
          caption={t('today.byUnit')}
          columns={columns.map((column, index) => (index === 0 ? { ...column, width: 0 } : column))}
          rows={rows}
          idOf={(row) => row.unit.id}
        />
      )}
    </section>
  )
}
