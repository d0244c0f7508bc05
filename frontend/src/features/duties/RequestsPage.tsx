import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { Empty } from '@/ui/Empty'
import { LinkButton } from '@/ui/LinkButton'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { PunctualityChip } from './chips'
import { useCampaign } from './queries'
import { RequestCard } from './Requests'

/** What was asked because of lateness in a campaign, the newest first, each with what it is about. */
export function RequestsPage({ campaignId }: { campaignId: number }) {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: ['duty-requests', campaignId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/duty-requests', {
          params: { path: { campaign_id: campaignId }, query: { cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  const campaign = useCampaign(campaignId)
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  return (
    <div className="phonepage">
      <PageHead
        title={t('duties.requests.title')}
        extra={<span className="quiet">{campaign.data?.title}</span>}
      >
        <LinkButton to="/campaigns/$campaignId/duties" params={{ campaignId: String(campaignId) }}>
          {t('duties.list.title')}
        </LinkButton>
      </PageHead>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && rows.length === 0 && (
        <Empty title={t('duties.requests.none')}>{t('duties.requests.noneWhat')}</Empty>
      )}
      {rows.map((request) => (
        <section key={request.id} className="panel" aria-label={request.duty.unit.name}>
          <p className="row" style={{ marginBottom: 8 }}>
            <Link to="/duties/$dutyId" params={{ dutyId: String(request.duty.id) }}>
              {request.duty.unit.name} · {request.duty.title}
              {request.duty.period && ` · ${request.duty.period}`}
            </Link>
            <PunctualityChip punctuality={request.duty.punctuality} />
          </p>
          <RequestCard request={request} />
        </section>
      ))}
      {first && list.hasNextPage && (
        <ListFoot
          shown={rows.length}
          total={first.total}
          capped={first.total_is_capped}
          hasMore
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </div>
  )
}
