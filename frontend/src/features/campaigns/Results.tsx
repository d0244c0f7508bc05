import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { moment, number } from '@/i18n/format'
import { ResultChip } from '@/ui/dutyChips'
import { ListFoot } from '@/ui/ListFoot'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { editableOf } from './editable'
import { useMatrix } from './MatrixPanel'
import { CountDialog } from './PeriodDialog'
import type { Campaign, Requirement, Result } from './types'

interface Props {
  campaign: Campaign
  requirement: Requirement
}

/** The results of reporting, period by period; each is approved, published and printed on a page of its own. */
export function Results({ campaign, requirement }: Props) {
  const { t } = useTranslation()
  const { edit } = editableOf(campaign)
  const [counting, setCounting] = useState(false)
  const periods = useMatrix(campaign.id, requirement.id).data?.periods ?? []
  const list = useResults(campaign.id)
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  return (
    <section className="panel" aria-labelledby="results-title">
      <div className="headrow">
        <h2 id="results-title">{t('campaigns.results')}</h2>
        {edit && periods.length > 0 && (
          <div className="side">
            <Button size="small" onClick={() => setCounting(true)}>
              {t('campaigns.result.count')}
            </Button>
          </div>
        )}
      </div>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {first && rows.length === 0 && <p className="quiet">{t('campaigns.result.none')}</p>}
      <ul className="plain lines">
        {rows.map((row) => (
          <Line key={row.id} result={row} />
        ))}
      </ul>
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
      {counting && (
        <CountDialog
          campaign={campaign}
          requirement={requirement}
          periods={periods}
          onClose={() => setCounting(false)}
        />
      )}
    </section>
  )
}

function useResults(campaignId: number) {
  return useInfiniteQuery({
    queryKey: ['campaign', campaignId, 'results'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/report-results', {
          params: { path: { campaign_id: campaignId }, query: { cursor: pageParam, limit: 24 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

function Line({ result }: { result: Result }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const counted = Object.entries(result.counts)
    .filter(([, count]) => count)
    .map(([state, count]) => `${label('punctuality', state)} ${number(count ?? 0)}`)
  return (
    <li>
      <Link to="/report-results/$resultId" params={{ resultId: String(result.id) }} className="wrap-anywhere">
        {t('campaigns.result.of', { title: result.title, period: result.period })}
      </Link>
      <ResultChip state={result.state} />
      <span className="grow">{counted.join(t('campaigns.comma'))}</span>
      <span className="small quiet">
        {result.decided_by
          ? `${result.decided_by.name} · ${moment(result.decided_at)}`
          : `${result.drafted_by.name} · ${moment(result.drafted_at)}`}
      </span>
    </li>
  )
}
