import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { CampaignPage } from '@/features/campaigns/CampaignPage'
import { parseCampaign } from '@/features/campaigns/search'
import { BurdenOfCampaign } from './BurdenOfCampaign'
import { CampaignLinks } from './CampaignLinks'

/** A campaign's page, put together: what other rooms show of a campaign is given here. */
export function CampaignRoute() {
  const { campaignId } = useParams({ from: '/campaigns/$campaignId' })
  const search = useSearch({ from: '/campaigns/$campaignId', select: (found) => parseCampaign({ ...found }) })
  const navigate = useNavigate()
  return (
    <CampaignPage
      key={campaignId}
      campaignId={Number(campaignId)}
      search={search}
      beside={<CampaignLinks campaignId={Number(campaignId)} />}
      burden={<BurdenOfCampaign campaignId={Number(campaignId)} />}
      onSearch={(next) =>
        void navigate({
          to: '/campaigns/$campaignId',
          params: { campaignId },
          search: next,
          resetScroll: false,
        })
      }
    />
  )
}
