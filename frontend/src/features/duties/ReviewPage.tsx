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
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { LinkButton } from '@/ui/LinkButton'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { PunctualityChip, StateChip } from './chips'
import { useCampaign } from './queries'
import type { DutyFilters } from './search'
import type { DutyLine } from './types'

interface Props {
  campaignId: number
  filters: DutyFilters
  onFilters: (filters: DutyFilters) => void
}

/** What the units of a campaign owe and sent, for the office: by kind, state, punctuality, unit and period. */
export function ReviewPage({ campaignId, filters, onFilters }: Props) {
  const { t } = useTranslation()
  const campaign = useCampaign(campaignId)
  const list = useDuties(campaignId, filters)
  const columns = useColumns()
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  return (
    <>
      <PageHead title={t('duties.list.title')} extra={<span className="quiet">{campaign.data?.title}</span>}>
        <LinkButton to="/campaigns/$campaignId/duty-requests" params={{ campaignId: String(campaignId) }}>
          {t('duties.requests.title')}
        </LinkButton>
        <LinkButton to="/campaigns/$campaignId" params={{ campaignId: String(campaignId) }}>
          {t('duties.mine.campaign')}
        </LinkButton>
      </PageHead>
      <Filters filters={filters} onFilters={onFilters} />
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && rows.length === 0 && <Empty title={t('duties.list.none')}>{t('duties.list.noneWhat')}</Empty>}
      {first && rows.length > 0 && (
        <DenseTable
          caption={t('duties.list.title')}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          height="calc(100vh - 230px)"
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
    </>
  )
}

type DutyQuery = Query<'/api/v1/campaigns/{campaign_id}/duties'>

function useDuties(campaignId: number, { requirement, ...filters }: DutyFilters) {
  const query = { ...filters, requirement_id: requirement } as DutyQuery
  return useInfiniteQuery({
    queryKey: ['campaign', campaignId, 'duties', query],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/duties', {
          params: { path: { campaign_id: campaignId }, query: { ...query, cursor: pageParam, limit: 100 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

const CHOICES = [
  ['state', 'duty_state'],
  ['kind', 'duty_kind'],
  ['punctuality', 'punctuality'],
] as const

function Filters({
  filters,
  onFilters,
}: {
  filters: DutyFilters
  onFilters: (filters: DutyFilters) => void
}) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const change = (part: Partial<{ [Key in keyof DutyFilters]: DutyFilters[Key] | undefined }>) =>
    onFilters({ ...filters, ...part } as DutyFilters)
  return (
    <search className="panel filterbar" aria-label={t('duties.list.filters')}>
      {CHOICES.map(([key, words]) => (
        <Field key={key} label={t(`duties.list.${key}`)}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              allowClear
              placeholder={t('common.all')}
              value={filters[key]}
              options={options(words)}
              onChange={(value: string | undefined) => change({ [key]: value })}
            />
          )}
        </Field>
      ))}
      <Field label={t('duties.page.unit')}>
        {(id) => <UnitSelect id={id} value={filters.unit_id} onChange={(unit_id) => change({ unit_id })} />}
      </Field>
      <Field label={t('duties.list.period')}>
        {(id) => (
          <DateField
            id={id}
            value={filters.period}
            onChange={(day) => change({ period: day ?? undefined })}
          />
        )}
      </Field>
    </search>
  )
}

function useColumns(): Column<DutyLine>[] {
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
      width: 150,
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
      render: (row) => <StateChip state={row.state} />,
    },
    { key: 'sent', title: t('duties.page.sent'), width: 150, render: (row) => moment(row.submitted_at) },
  ]
}
