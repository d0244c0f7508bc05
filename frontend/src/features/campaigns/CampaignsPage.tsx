import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels, useMay } from '@/api/queries'
import type { Query } from '@/api/types'
import { number } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { Field, UnitSelect } from '@/ui/fields'
import { LinkButton } from '@/ui/LinkButton'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useTypedSearch } from '@/ui/useTypedSearch'
import { CampaignChip } from './chips'
import { Late } from './Late'
import { NewDialog } from './NewDialog'
import type { CampaignsSearch } from './search'
import { useWhere } from './TimeLine'
import type { CampaignLine } from './types'

interface Props {
  search: CampaignsSearch
  onSearch: (search: CampaignsSearch) => void
}

/** Every campaign in sight: how it stands, which stage today falls in, what is late. */
export function CampaignsPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const manages = useMay()('campaign.manage')
  const [making, setMaking] = useState(false)
  const list = useCampaigns(search)
  const columns = useColumns()
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  const narrowed = Object.keys(search).length > 0
  return (
    <>
      <PageHead title={t('campaigns.title')}>
        {manages && (
          <>
            <LinkButton to="/campaign-templates">{t('campaigns.templates.title')}</LinkButton>
            <Button type="primary" onClick={() => setMaking(true)}>
              {t('campaigns.new.open')}
            </Button>
          </>
        )}
      </PageHead>
      <Filters search={search} onSearch={onSearch} />
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && rows.length === 0 && (
        <Empty
          title={narrowed ? t('campaigns.noneFound') : t('campaigns.none')}
          next={narrowed && <Button onClick={() => onSearch({})}>{t('common.clear')}</Button>}
        >
          {!narrowed && (manages ? t('campaigns.noneWhat') : t('campaigns.noneForYou'))}
        </Empty>
      )}
      {rows.length > 0 && (
        <DenseTable
          caption={t('campaigns.title')}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          foot={
            first && (
              <ListFoot
                shown={rows.length}
                total={first.total}
                capped={first.total_is_capped}
                hasMore={list.hasNextPage}
                loading={list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
              />
            )
          }
        />
      )}
      {making && <NewDialog onClose={() => setMaking(false)} />}
    </>
  )
}

function useCampaigns(search: CampaignsSearch) {
  const query = search as Query<'/api/v1/campaigns'>
  return useInfiniteQuery({
    queryKey: ['campaigns', search],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        client.GET('/api/v1/campaigns', {
          params: { query: { ...query, cursor: pageParam, limit: 50 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

function Filters({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const typed = useTypedSearch(search.q ?? '', (q) => onSearch(tidied({ ...search, q })))
  return (
    <search className="panel" aria-label={t('campaigns.filters')}>
      <div className="filterbar">
        <div className="search">
          <Field label={t('campaigns.find')}>{(id) => <Input id={id} allowClear {...typed} />}</Field>
        </div>
        <Field label={t('campaigns.state')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              allowClear
              placeholder={t('common.all')}
              value={search.state}
              options={options('campaign_state')}
              onChange={(state: string | undefined) => onSearch(tidied({ ...search, state }))}
            />
          )}
        </Field>
        <Field label={t('campaigns.office')}>
          {(id) => (
            <UnitSelect
              id={id}
              value={search.unit_id}
              onChange={(unit_id) => onSearch(tidied({ ...search, unit_id }))}
            />
          )}
        </Field>
      </div>
    </search>
  )
}

/** Without what was cleared: the address says only what narrows. */
function tidied(
  search: { [Key in keyof CampaignsSearch]?: CampaignsSearch[Key] | undefined },
): CampaignsSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value)) as CampaignsSearch
}

function useColumns(): Column<CampaignLine>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'title',
      title: t('campaigns.name'),
      render: (row) => (
        <Link to="/campaigns/$campaignId" params={{ campaignId: String(row.id) }} className="two">
          {row.title}
        </Link>
      ),
    },
    {
      key: 'state',
      title: t('campaigns.state'),
      width: 88,
      render: (row) => <CampaignChip state={row.state} />,
    },
    { key: 'stage', title: t('campaigns.currentStage'), width: 220, render: (row) => <Current line={row} /> },
    { key: 'late', title: t('campaigns.late'), width: 130, render: (row) => <Late line={row} /> },
    {
      key: 'period',
      title: t('campaigns.days'),
      width: 190,
      render: (row) => period(row) + (row.end_is_soft ? ` ${t('campaigns.about')}` : ''),
    },
    {
      key: 'office',
      title: t('campaigns.office'),
      width: 190,
      render: (row) => <span className="two">{row.unit.name}</span>,
    },
    {
      key: 'units',
      title: t('campaigns.units.count'),
      width: 88,
      numeric: true,
      render: (row) => (row.units_total === null ? '\u2014' : number(row.units_total)),
    },
  ]
}

function Current({ line }: { line: CampaignLine }) {
  const { label } = useLabels()
  const where = useWhere()
  const stage = line.current_stage
  if (!stage) return <span className="quiet">\u2014</span>
  return (
    <span className="two">
      {stage.mechanism && <span className="chip">{label('mechanism', stage.mechanism)}</span>} {stage.name}{' '}
      <span className="small quiet">{where(stage)}</span>
    </span>
  )
}

/** From when to when, as far as it is known. */
export function period(row: { starts_on: string | null; ends_on: string | null }): string {
  if (!row.starts_on && !row.ends_on) return '\u2014'
  return `${row.starts_on ?? '\u2026'} \u2013 ${row.ends_on ?? '\u2026'}`
}
