import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ReviewPage } from '@/features/duties/ReviewPage'
import { parseDutyFilters } from '@/features/duties/search'

export function DutiesOfCampaignRoute() {
  const from = '/campaigns/$campaignId/duties'
  const { campaignId } = useParams({ from })
  const filters = useSearch({ from, select: (search) => parseDutyFilters({ ...search }) })
  const navigate = useNavigate()
  return (
    <ReviewPage
      key={campaignId}
      campaignId={Number(campaignId)}
      filters={filters}
      onFilters={(search) => void navigate({ to: from, params: { campaignId }, search, resetScroll: false })}
    />
  )
}
