import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { PunctualityChip } from '@/ui/dutyChips'
import { LinkButton } from '@/ui/LinkButton'
import { PagedList } from '@/ui/PagedList'
import { PageHead } from '@/ui/PageHead'
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
      <PagedList list={list} none={t('duties.requests.none')} noneWhat={t('duties.requests.noneWhat')}>
        {(rows, foot) => (
          <>
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
            {list.hasNextPage && foot}
          </>
        )}
      </PagedList>
    </div>
  )
}
