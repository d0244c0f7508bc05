import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useMay } from '@/api/queries'
import type { Got } from '@/api/types'
import { number } from '@/i18n/format'

type Campaign = Got<'/api/v1/campaigns'>['items'][number]
type MyDuties = Got<'/api/v1/my-duties'>

/** As many as are asked about on the morning page; the others are on the page of campaigns. */
const MOST = 3

/** What campaigns wait for: what my units owe, and for the office what to review, to decide, and who has not reported. */
export function Campaigns() {
  const { t } = useTranslation()
  const may = useMay()
  const office = may('campaign.manage') || may('campaign.decide')
  const mine = useQuery({
    queryKey: ['my-duties', 'today'],
    enabled: may('duty.prepare'),
    queryFn: () => call(client.GET('/api/v1/my-duties', { params: { query: { limit: 100 } } })),
  })
  const campaigns = useQuery({
    queryKey: ['campaigns', 'today'],
    enabled: office,
    queryFn: () =>
      call(client.GET('/api/v1/campaigns', { params: { query: { state: 'active', limit: 20 } } })),
  })
  const own = (campaigns.data?.items ?? []).filter(({ sees_all }) => sees_all).slice(0, MOST)
  const owed = mine.data !== undefined && mine.data.total + mine.data.tasks.length > 0
  if (!owed && own.length === 0) return null
  return (
    <section className="panel" aria-labelledby="campaigns-title">
      <h2 id="campaigns-title">{t('today.campaigns')}</h2>
      {owed && <Mine duties={mine.data} />}
      {own.map((campaign) => (
        <OfOne key={campaign.id} campaign={campaign} />
      ))}
    </section>
  )
}

function Mine({ duties }: { duties: MyDuties }) {
  const { t } = useTranslation()
  const late = duties.items.filter(({ due_at }) => Date.parse(due_at) <= Date.now()).length
  return (
    <ul className="plain counts">
      <Count name={t('today.duties')} count={duties.total + duties.tasks.length}>
        {(words) => <Link to="/my-duties">{words}</Link>}
      </Count>
      <Count name={t('today.dutiesLate')} count={late} bad>
        {(words) => <Link to="/my-duties">{words}</Link>}
      </Count>
    </ul>
  )
}

function OfOne({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const { review, missing, decide } = useCounts(campaign.id)
  const params = { campaignId: String(campaign.id) }
  return (
    <div className="ofone">
      <h3>
        <Link to="/campaigns/$campaignId" params={params}>
          {campaign.title}
        </Link>
      </h3>
      <ul className="plain counts">
        <Count name={t('today.review')} count={review}>
          {(words) => (
            <Link to="/campaigns/$campaignId/duties" params={params} search={{ state: 'submitted' }}>
              {words}
            </Link>
          )}
        </Count>
        <Count name={t('today.decide')} count={decide}>
          {(words) => (
            <Link to="/campaigns/$campaignId/duty-requests" params={params}>
              {words}
            </Link>
          )}
        </Count>
        <Count name={t('today.missing')} count={missing} bad>
          {(words) => (
            <Link to="/campaigns/$campaignId/duties" params={params} search={{ punctuality: 'missing' }}>
              {words}
            </Link>
          )}
        </Count>
      </ul>
    </div>
  )
}

function useCounts(id: number) {
  const path = { campaign_id: id }
  const duties = (query: { state: 'submitted' } | { punctuality: 'missing' }) => ({
    queryKey: ['campaign', id, 'duties', 'count', query],
    queryFn: () =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/duties', {
          params: { path, query: { ...query, limit: 1 } },
        }),
      ).then(({ total }) => total),
  })
  const [review, missing, decide] = useQueries({
    queries: [
      duties({ state: 'submitted' }),
      duties({ punctuality: 'missing' }),
      {
        queryKey: ['duty-requests', id, 'count'],
        queryFn: () =>
          call(
            client.GET('/api/v1/campaigns/{campaign_id}/duty-requests', {
              params: { path, query: { state: 'asked' as const, limit: 1 } },
            }),
          ).then(({ total }) => total),
      },
    ],
  })
  return { review: review.data, missing: missing.data, decide: decide.data }
}

interface CountProps {
  name: string
  /** Not known yet. */
  count: number | null | undefined
  bad?: boolean
  children: (words: ReactNode) => ReactNode
}

function Count({ name, count, bad, children }: CountProps) {
  if (count == null) return null
  return (
    <li>
      {children(
        <>
          {name} <b className={bad && count > 0 ? 'bad' : ''}>{number(count)}</b>
        </>,
      )}
    </li>
  )
}
