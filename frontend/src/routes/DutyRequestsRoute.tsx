import { useParams } from '@tanstack/react-router'
import { RequestsPage } from '@/features/duties/RequestsPage'

export function DutyRequestsRoute() {
  const { campaignId } = useParams({ from: '/campaigns/$campaignId/duty-requests' })
  return <RequestsPage key={campaignId} campaignId={Number(campaignId)} />
}
