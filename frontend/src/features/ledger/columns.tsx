import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { FindingLine } from '@/api/types'
import { moment } from '@/i18n/format'
import type { Column } from '@/ui/DenseTable'
import { DueDate } from '@/ui/DueDate'
import { Light } from '@/ui/Light'
import { ClosureChip, StatusChip, WorkChip } from '@/ui/StateChips'

export const COLUMN_KEYS = [
  'light',
  'number',
  'problem',
  'severity',
  'units',
  'due_on',
  'work_state',
  'published_status',
  'closure_state',
  'measures',
  'inspection',
  'updated_at',
] as const
export type ColumnKey = (typeof COLUMN_KEYS)[number]
export const DEFAULT_HIDDEN: ColumnKey[] = ['inspection', 'updated_at']

export function answeringNames(line: FindingLine): string {
  return line.units
    .filter((unit) => unit.part === 'answering')
    .map((unit) => unit.name)
    .join('、')
}

export function useColumns(hidden: readonly string[]): Column<FindingLine>[] {
  const { t, i18n } = useTranslation()
  const { label } = useLabels()
  // English words are longer than Chinese ones.
  const stretch = i18n.language === 'en-US' ? 1.35 : 1
  return useMemo(() => {
    const title = (key: ColumnKey) => t(`ledger.col.${key}`)
    const all: Column<FindingLine>[] = [
      { key: 'light', title: title('light'), width: 78, render: (line) => <Light light={line.light} /> },
      {
        key: 'number',
        title: title('number'),
        width: 96,
        sort: 'number',
        render: (line) => <span style={{ whiteSpace: 'nowrap' }}>{line.code}</span>,
      },
      {
        key: 'problem',
        title: title('problem'),
        render: (line) => (
          <Link
            to="/findings/$findingId"
            params={{ findingId: String(line.id) }}
            className="two"
            title={line.problem}
          >
            {line.key_matter && <span className="chip key">{t('ledger.keyMatter')}</span>} {line.problem}
          </Link>
        ),
      },
      {
        key: 'severity',
        title: title('severity'),
        width: 76,
        render: (line) => label('severity', line.severity),
      },
      {
        key: 'units',
        title: title('units'),
        width: 156,
        render: (line) => (
          <span className="two">
            {answeringNames(line) || <i className="quiet">{t('ledger.unassigned')}</i>}
          </span>
        ),
      },
      {
        key: 'due_on',
        title: title('due_on'),
        width: 116,
        sort: 'due_on',
        render: (line) => <DueDate on={line.due_on} running={line.light !== 'grey'} />,
      },
      {
        key: 'work_state',
        title: title('work_state'),
        width: 98,
        render: (line) => <WorkChip line={line} />,
      },
      {
        key: 'published_status',
        title: title('published_status'),
        width: 104,
        render: (line) => <StatusChip line={line} />,
      },
      {
        key: 'closure_state',
        title: title('closure_state'),
        width: 92,
        render: (line) => <ClosureChip line={line} />,
      },
      {
        key: 'measures',
        title: title('measures'),
        width: 56,
        numeric: true,
        render: (line) => `${line.measures_accepted}/${line.measures_total}`,
      },
      {
        key: 'inspection',
        title: title('inspection'),
        width: 180,
        render: (line) => <span className="two">{line.inspection?.title ?? ''}</span>,
      },
      {
        key: 'updated_at',
        title: title('updated_at'),
        width: 130,
        sort: 'updated_at',
        render: (line) => <span className="small">{moment(line.updated_at)}</span>,
      },
    ]
    return all
      .filter((column) => !hidden.includes(column.key))
      .map((column) => (column.width ? { ...column, width: column.width * stretch } : column))
  }, [hidden, label, t, stretch])
}
