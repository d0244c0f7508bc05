import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { EditDialog } from '@/ui/EditDialog'
import { Field } from '@/ui/fields'
import { CampaignLink } from './CampaignPage'
import { editableOf } from './editable'
import type { Campaign } from './types'
import { useEdit } from './useEdit'

/** Campaigns to be carried out together with this one. */
export function Links({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const { edit } = editableOf(campaign)
  const [editing, setEditing] = useState(false)
  if (!edit && campaign.links.length === 0) return null
  return (
    <section className="panel" aria-labelledby="links-title">
      <div className="headrow">
        <h2 id="links-title">{t('campaigns.links')}</h2>
        {edit && (
          <div className="side">
            <Button size="small" onClick={() => setEditing(true)}>
              {t('campaigns.change')}
            </Button>
          </div>
        )}
      </div>
      {campaign.links.length === 0 && <p className="quiet">{t('campaigns.noLinks')}</p>}
      <ul className="plain lines">
        {campaign.links.map((link) => (
          <li key={link.id}>
            <CampaignLink campaign={link} />
            <span className="quiet">{link.unit.name}</span>
          </li>
        ))}
      </ul>
      {editing && <LinksDialog campaign={campaign} onClose={() => setEditing(false)} />}
    </section>
  )
}

function LinksDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTranslation()
  const campaigns = useQuery({
    queryKey: ['campaigns', 'choice'],
    queryFn: () => call(client.GET('/api/v1/campaigns', { params: { query: { limit: 200 } } })),
  })
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    { campaign_ids: campaign.links.map(({ id }) => id) },
    (body) =>
      call(
        client.PUT('/api/v1/campaigns/{campaign_id}/links', {
          params: { path: { campaign_id: campaign.id }, header: { 'if-match': ifMatch(campaign.version) } },
          body,
        }),
      ),
    onClose,
  )
  const known = new Map(
    [...(campaigns.data?.items ?? []), ...campaign.links].map((one) => [one.id, one.title]),
  )
  return (
    <EditDialog
      title={t('campaigns.edit', { what: t('campaigns.links') })}
      submission={submission}
      dirty={dirty}
      onClose={onClose}
    >
      <Field label={t('campaigns.links')} fault={submission.faults.campaign_ids}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            style={{ width: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            value={now.campaign_ids}
            options={[...known].flatMap(([value, label]) =>
              value === campaign.id ? [] : [{ value, label }],
            )}
            onChange={(campaign_ids: number[]) => set({ campaign_ids })}
          />
        )}
      </Field>
    </EditDialog>
  )
}
