import { useNavigate, useSearch } from '@tanstack/react-router'
import { CampaignsPage } from '@/features/campaigns/CampaignsPage'
import { parseCampaigns } from '@/features/campaigns/search'

export function CampaignsRoute() {
  const search = useSearch({ from: '/campaigns', select: (found) => parseCampaigns({ ...found }) })
  const navigate = useNavigate()
  return (
    <CampaignsPage
      search={search}
      onSearch={(next) => void navigate({ to: '/campaigns', search: next, resetScroll: false })}
    />
  )
}
