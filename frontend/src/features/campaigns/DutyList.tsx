import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { Query } from '@/api/types'
import { moment } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { Field, UnitSelect } from '@/ui/fields'
import { LinkButton } from '@/ui/LinkButton'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { PunctualityChip } from './chips'
import type { ReportsProps } from './Reports'
import type { Duty } from './types'

type DutyQuery = Query<'/api/v1/campaigns/{campaign_id}/duties'>

/** The office looks for what is missing; the rest is one choice away. */
const FIRST = 'missing'
const EVERY = 'all'

export function DutyList({ campaign, search, onSearch }: ReportsProps) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const punctuality = search.punctuality ?? FIRST
  const list = useDuties(campaign.id, {
    kind: search.kind,
    punctuality: punctuality === EVERY ? undefined : punctuality,
    unit_id: search.unit_id,
    period: search.period,
  } as DutyQuery)
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  const columns = useColumns()
  return (
    <section className="panel" aria-labelledby="duties-title">
      <div className="headrow">
        <h2 id="duties-title">{t('campaigns.duties.title')}</h2>
        <div className="side">
          <LinkButton
            to="/campaigns/$campaignId/duty-requests"
            params={{ campaignId: String(campaign.id) }}
            size="small"
          >
            {t('campaigns.requests')}
          </LinkButton>
          <LinkButton
            to="/campaigns/$campaignId/duties"
            params={{ campaignId: String(campaign.id) }}
            size="small"
          >
            {t('campaigns.duties.every')}
          </LinkButton>
        </div>
      </div>
      <search className="filterbar" aria-label={t('campaigns.duties.filters')} style={{ marginBottom: 12 }}>
        <Field label={t('campaigns.duties.punctuality')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={punctuality}
              options={[...options('punctuality'), { value: EVERY, label: t('common.all') }]}
              onChange={(value: string) => onSearch({ punctuality: value })}
            />
          )}
        </Field>
        <Field label={t('campaigns.duties.kind')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              allowClear
              placeholder={t('common.all')}
              value={search.kind}
              options={options('duty_kind')}
              onChange={(kind: string | undefined) => onSearch({ kind })}
            />
          )}
        </Field>
        <Field label={t('campaigns.unit')}>
          {(id) => (
            <UnitSelect id={id} value={search.unit_id} onChange={(unit_id) => onSearch({ unit_id })} />
          )}
        </Field>
      </search>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && rows.length === 0 && (
        <Empty
          title={punctuality === FIRST ? t('campaigns.duties.noneMissing') : t('campaigns.duties.none')}
        />
      )}
      {first && rows.length > 0 && (
        <DenseTable
          caption={t('campaigns.duties.title')}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          height="60vh"
          foot={
            <ListFoot
              shown={rows.length}
              total={first.total}
              capped={first.total_is_capped}
              hasMore={list.hasNextPage}
              loading={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
          }
        />
      )}
    </section>
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
          params: { path: { campaign_id: campaignId }, query: { ...query, cursor: pageParam, limit: 30 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

function useColumns(): Column<Duty>[] {
  const { t } = useTranslation()
  const { label } = useLabels()
  return [
    {
      key: 'unit',
      title: t('campaigns.unit'),
      render: (row) => (
        <Link to="/duties/$dutyId" params={{ dutyId: String(row.id) }} className="two">
          {row.unit.name}
        </Link>
      ),
    },
    {
      key: 'title',
      title: t('campaigns.duties.what'),
      width: 240,
      render: (row) => (
        <span className="two">
          {row.title}
          {row.period && ` ${row.period}`}
        </span>
      ),
    },
    { key: 'due', title: t('campaigns.duties.due'), width: 110, render: (row) => row.due_on },
    {
      key: 'punctuality',
      title: t('campaigns.duties.punctuality'),
      width: 170,
      render: (row) => (
        <span className="row" style={{ gap: 6 }}>
          <PunctualityChip punctuality={row.punctuality} />
          {row.days_late !== null && (
            <span className="small quiet">{t('campaigns.duties.late', { count: row.days_late })}</span>
          )}
        </span>
      ),
    },
    {
      key: 'state',
      title: t('campaigns.duties.state'),
      width: 90,
      render: (row) => label('duty_state', row.state),
    },
    {
      key: 'sent',
      title: t('campaigns.duties.sent'),
      width: 140,
      render: (row) => <span className="small">{moment(row.first_submitted_at)}</span>,
    },
  ]
}
