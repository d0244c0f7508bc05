import { Link } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import { Chip } from '@/ui/Chip'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { DateField, Field } from '@/ui/fields'
import { PagedList } from '@/ui/PagedList'
import { useTypedSearch } from '@/ui/useTypedSearch'
import { useOrders } from './queries'
import { SourceSelect } from './SourceSelect'
import type { HotlineSearch } from './search'
import type { Order } from './types'

export const STATUS_TONE = { received: 'warn', handling: 'blue', answered: 'good', closed: 'good' }

interface Props {
  search: HotlineSearch
  set: (part: { [Key in keyof HotlineSearch]: HotlineSearch[Key] | undefined }) => void
}

/** What hotlines sent, the newest first; who called is told in the complaint alone. */
export function Orders({ search, set }: Props) {
  const { t } = useTranslation()
  const columns = useColumns()
  return (
    <>
      <Filters search={search} set={set} />
      <PagedList list={useOrders(search)} none={t('hotline.none')} noneWhat={t('hotline.noneWhat')}>
        {(rows, foot) => (
          <DenseTable
            caption={t('hotline.title')}
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            height="calc(100vh - 300px)"
            foot={foot}
          />
        )}
      </PagedList>
    </>
  )
}

function Filters({ search, set }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const typed = useTypedSearch(search.external_no ?? '', (words) => set({ external_no: words || undefined }))
  return (
    <search className="panel filterbar" aria-label={t('hotline.filters')}>
      <Field label={t('hotline.wholeNumber')}>
        {(id) => <Input id={id} allowClear maxLength={60} {...typed} />}
      </Field>
      <SourceSelect value={search.source} onChange={(source) => set({ source })} />
      <Field label={t('hotline.status')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            allowClear
            placeholder={t('common.all')}
            value={search.status}
            options={options('hotline_status')}
            onChange={(status: string | undefined) => set({ status })}
          />
        )}
      </Field>
      <Field label={t('hotline.from')}>
        {(id) => (
          <DateField
            id={id}
            value={search.received_from}
            onChange={(day) => set({ received_from: day ?? undefined })}
          />
        )}
      </Field>
      <Field label={t('hotline.to')}>
        {(id) => (
          <DateField
            id={id}
            value={search.received_to}
            onChange={(day) => set({ received_to: day ?? undefined })}
          />
        )}
      </Field>
    </search>
  )
}

function useColumns(): Column<Order>[] {
  const { t } = useTranslation()
  const { label } = useLabels()
  return [
    {
      key: 'number',
      title: t('hotline.number'),
      width: 175,
      render: (row) => (
        <span className="two">
          {row.external_no}
          {row.round > 1 && ` · ${t('hotline.round', { round: row.round })}`}
          <span className="small quiet"> {label('hotline_source', row.source)}</span>
        </span>
      ),
    },
    {
      key: 'title',
      title: t('hotline.what'),
      width: 190,
      render: (row) => (
        <span className="two" title={row.text}>
          {row.title ?? row.text}
        </span>
      ),
    },
    {
      key: 'complaint',
      title: t('hotline.complaint'),
      width: 125,
      render: (row) =>
        row.complaint_id === null ? (
          row.complaint_number
        ) : (
          <Link to="/complaints/$complaintId" params={{ complaintId: String(row.complaint_id) }}>
            {row.complaint_number}
          </Link>
        ),
    },
    {
      key: 'status',
      title: t('hotline.status'),
      width: 95,
      render: (row) => <Chip of="hotline_status" code={row.status} tones={STATUS_TONE} />,
    },
    {
      key: 'marks',
      title: t('hotline.marks'),
      width: 95,
      render: (row) =>
        [row.urgent && t('hotline.urgent'), row.confidential && t('hotline.confidential')]
          .filter(Boolean)
          .join(t('hotline.comma')) || '—',
    },
    {
      key: 'about',
      title: t('hotline.about'),
      width: 170,
      render: (row) => <span className="two">{row.about_unit_name ?? '—'}</span>,
    },
    {
      key: 'due',
      title: t('hotline.due'),
      width: 140,
      render: (row) => <span className="small">{moment(row.due_at)}</span>,
    },
    {
      key: 'received',
      title: t('hotline.received'),
      width: 140,
      render: (row) => <span className="small">{moment(row.received_at)}</span>,
    },
  ]
}
