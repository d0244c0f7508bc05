import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { Got, Query } from '@/api/types'
import { moment } from '@/i18n/format'
import { type Column, DenseTable } from './DenseTable'
import { DutyChip, PunctualityChip } from './dutyChips'
import { PagedList } from './PagedList'

export type DutyQuery = Query<'/api/v1/campaigns/{campaign_id}/duties'>
type Duty = Got<'/api/v1/campaigns/{campaign_id}/duties'>['items'][number]

interface Props {
  campaignId: number
  query: DutyQuery
  none: string
  noneWhat?: string
  height: string
}

/** What the units of a campaign owe and sent, for its office. */
export function DutiesTable({ campaignId, query, height, ...words }: Props) {
  const { t } = useTranslation()
  const columns = useColumns()
  return (
    <PagedList list={useDuties(campaignId, query)} {...words}>
      {(rows, foot) => (
        <DenseTable
          caption={t('duties.list.title')}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          height={height}
          foot={foot}
        />
      )}
    </PagedList>
  )
}

function useDuties(campaignId: number, query: DutyQuery) {
  return useInfiniteQuery({
    queryKey: ['campaign', campaignId, 'duties', query],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/duties', {
          params: { path: { campaign_id: campaignId }, query: { ...query, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

function useColumns(): Column<Duty>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'unit',
      title: t('duties.page.unit'),
      render: (row) => (
        <Link to="/duties/$dutyId" params={{ dutyId: String(row.id) }} className="two">
          {row.unit.name}
        </Link>
      ),
    },
    {
      key: 'title',
      title: t('duties.list.what'),
      width: 240,
      render: (row) => <span className="two">{row.period ? `${row.title} · ${row.period}` : row.title}</span>,
    },
    { key: 'due', title: t('duties.page.due'), width: 110, render: (row) => row.due_on },
    {
      key: 'punctuality',
      title: t('duties.list.punctuality'),
      width: 170,
      render: (row) => (
        <span className="row" style={{ gap: 6 }}>
          <PunctualityChip punctuality={row.punctuality} />
          {row.days_late !== null && (
            <span className="small quiet">{t('duties.list.late', { count: row.days_late })}</span>
          )}
        </span>
      ),
    },
    {
      key: 'state',
      title: t('duties.list.state'),
      width: 90,
      render: (row) => <DutyChip state={row.state} />,
    },
    {
      key: 'sent',
      title: t('duties.list.firstSent'),
      width: 140,
      render: (row) => <span className="small">{moment(row.first_submitted_at)}</span>,
    },
  ]
}
