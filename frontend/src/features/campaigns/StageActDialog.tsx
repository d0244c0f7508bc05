import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { DateField, Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import type { StageAct } from './stageActs'
import type { Campaign, Stage } from './types'
import { useEdit } from './useEdit'

interface Props {
  campaign: Campaign
  stage: Stage
  act: StageAct
  onClose: () => void
}

const PATHS = {
  open: '/api/v1/campaigns/{campaign_id}/stages/{stage_id}/open',
  reopen: '/api/v1/campaigns/{campaign_id}/stages/{stage_id}/open',
  close: '/api/v1/campaigns/{campaign_id}/stages/{stage_id}/close',
} as const

/** A stage is opened, closed or moved by a person, with the reason on record. */
export function StageActDialog({ campaign, stage, act, onClose }: Props) {
  const { t } = useTranslation()
  const params = {
    path: { campaign_id: campaign.id, stage_id: stage.id },
    header: { 'if-match': ifMatch(campaign.version) },
  }
  const { now, set, submission } = useEdit(
    campaign.id,
    { reason: '', starts_on: stage.starts_on, ends_on: stage.ends_on },
    ({ reason, starts_on, ends_on }): Promise<unknown> =>
      act === 'move'
        ? call(
            client.POST('/api/v1/campaigns/{campaign_id}/stages/{stage_id}/move', {
              params,
              body: {
                reason,
                starts_on: starts_on === stage.starts_on ? undefined : starts_on,
                ends_on: ends_on === stage.ends_on ? undefined : ends_on,
              },
            }),
          )
        : call(client.POST(PATHS[act], { params, body: { reason } })),
    onClose,
  )
  const { faults } = submission
  return (
    <SubmitDialog
      title={t(`campaigns.stage.${act}Of`, { name: stage.name })}
      okText={t(`campaigns.stage.${act}`)}
      submission={submission}
      disabled={!now.reason.trim()}
      onClose={onClose}
    >
      {act === 'move' && (
        // What is wrong with days names the stage it is wrong with, often the one beside: it stands above.
        <>
          <p className="quiet">{t('campaigns.stage.moveWhat')}</p>
          <div className="formgrid">
            <Field label={t('campaigns.fact.starts_on')}>
              {(id) => (
                <DateField id={id} value={now.starts_on} onChange={(starts_on) => set({ starts_on })} />
              )}
            </Field>
            <Field label={t('campaigns.fact.ends_on')}>
              {(id) => <DateField id={id} value={now.ends_on} onChange={(ends_on) => set({ ends_on })} />}
            </Field>
          </div>
        </>
      )}
      <Field label={t('campaigns.reason')} fault={faults.reason} required>
        {(id, described, invalid) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            rows={3}
            maxLength={2000}
            value={now.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
