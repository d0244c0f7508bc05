import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { ImportDraft } from '@/api/types'
import { LinkButton } from '@/ui/LinkButton'
import { CampaignDialog } from './CampaignDialog'

/** What a plan would become; asked again with every version of the draft. */
export function usePlanned(draft: ImportDraft) {
  return useQuery({
    queryKey: ['import', draft.id, 'campaign', draft.version],
    enabled: draft.kind === 'campaign_plan' && draft.plan !== null && draft.state !== 'discarded',
    queryFn: () =>
      call(client.GET('/api/v1/imports/{import_id}/campaign', { params: { path: { import_id: draft.id } } })),
  })
}

/** From the plan to its campaign: making it, or the way to the one that was made. */
export function CampaignButton({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const planned = usePlanned(draft)
  if (!planned.data) return null
  if (planned.data.campaign_id !== null)
    return (
      <LinkButton
        primary
        to="/campaigns/$campaignId"
        params={{ campaignId: String(planned.data.campaign_id) }}
      >
        {t('imports.campaign.open')}
      </LinkButton>
    )
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('imports.campaign.make')}
      </Button>
      {open && <CampaignDialog draft={draft} planned={planned.data} onClose={() => setOpen(false)} />}
    </>
  )
}
