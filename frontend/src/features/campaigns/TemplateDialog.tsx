import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { queryClient } from '@/api/queries'
import { Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import type { Campaign } from './types'
import { useEdit } from './useEdit'

/** Keeps a campaign to begin others with: its stages, tasks, requirements; its days move along. */
export function TemplateDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTranslation()
  const { now, set, submission } = useEdit(
    campaign.id,
    { name: campaign.title.slice(0, 200) },
    async ({ name }) => {
      await call(
        client.POST('/api/v1/campaign-templates', {
          params: { header: { 'Idempotency-Key': newKey() } },
          body: { campaign_id: campaign.id, name: name.trim() },
        }),
      )
      void queryClient.invalidateQueries({ queryKey: ['campaign-templates'] })
    },
    onClose,
  )
  return (
    <SubmitDialog
      title={t('campaigns.templates.save')}
      okText={t('common.save')}
      submission={submission}
      disabled={!now.name.trim()}
      onClose={onClose}
    >
      <p className="quiet">{t('campaigns.templates.saveWhat')}</p>
      <Field label={t('campaigns.templates.name')} fault={submission.faults.name} required>
        {(id, described, invalid) => (
          <Input
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            maxLength={200}
            value={now.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
