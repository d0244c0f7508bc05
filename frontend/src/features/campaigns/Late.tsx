import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import type { CampaignLine } from './types'

const RUNNING: readonly string[] = ['active', 'suspended', 'summarising']

/** What units owe a running campaign and have not sent, or sent late; counted for its office. */
export function Late({ line }: { line: CampaignLine }) {
  if (!line.sees_all || !RUNNING.includes(line.state)) return <span className="quiet">{'\u2014'}</span>
  return (
    <span className="row" style={{ gap: 6 }}>
      <Count campaignId={line.id} punctuality="missing" />
      <Count campaignId={line.id} punctuality="late" />
    </span>
  )
}

function Count({ campaignId, punctuality }: { campaignId: number; punctuality: 'missing' | 'late' }) {
  const { label } = useLabels()
  const counted = useQuery({
    queryKey: ['campaign', campaignId, 'duties', 'count', punctuality],
    staleTime: 60_000,
    queryFn: () =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/duties', {
          params: { path: { campaign_id: campaignId }, query: { punctuality, limit: 1 } },
        }),
      ),
  })
  const page = counted.data
  if (!page) return null
  const words = `${label('punctuality', punctuality)} ${number(page.total)}${page.total_is_capped ? '+' : ''}`
  if (page.total === 0) return <span className="small quiet">{words}</span>
  return (
    <Link
      to="/campaigns/$campaignId"
      params={{ campaignId: String(campaignId) }}
      search={{ tab: 'reports', punctuality }}
    >
      {words}
    </Link>
  )
}
