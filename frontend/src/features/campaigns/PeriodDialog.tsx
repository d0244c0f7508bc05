import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { DateField, Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { periodStart } from './periods'
import type { Campaign, Requirement } from './types'
import { useEdit } from './useEdit'

interface Props {
  campaign: Campaign
  requirement: Requirement
  onClose: () => void
}

/** A period asked for now, for every unit at once; the daily job does the same when its day has come. */
export function PeriodDialog({ campaign, requirement, onClose }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { now, set, submission } = useEdit(
    campaign.id,
    { start: periodStart(today(), requirement.cadence) as string | null },
    async ({ start }) => {
      const done = await call(
        client.POST('/api/v1/campaigns/{campaign_id}/report-periods', {
          params: { path: { campaign_id: campaign.id } },
          body: { requirement_id: requirement.id, period_start: start ?? '' },
        }),
      )
      announce.good(
        t('campaigns.period.done', { created: done.created, opened: done.opened, due: done.due_on }),
      )
    },
    onClose,
  )
  return (
    <SubmitDialog
      title={t('campaigns.matrix.open')}
      okText={t('campaigns.matrix.open')}
      submission={submission}
      disabled={!now.start}
      onClose={onClose}
    >
      <p className="quiet">{t('campaigns.period.what')}</p>
      <Field
        label={t('campaigns.period.start')}
        help={t('campaigns.period.startWhat')}
        fault={submission.faults.period_start}
        required
      >
        {(id) => (
          <DateField
            id={id}
            value={now.start}
            onChange={(day) => set({ start: day && periodStart(day, requirement.cadence) })}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}

interface CountProps extends Props {
  periods: readonly { start: string; label: string }[]
}

/** Who reported in time, late, not at all in one period: counted now, published once a leader approves. */
export function CountDialog({ campaign, requirement, periods, onClose }: CountProps) {
  const { t } = useTranslation()
  const { now, set, submission } = useEdit(
    campaign.id,
    { start: periods.at(-1)?.start ?? '', note: '' },
    ({ start, note }) =>
      call(
        client.POST('/api/v1/campaigns/{campaign_id}/report-results', {
          params: { path: { campaign_id: campaign.id }, header: { 'Idempotency-Key': newKey() } },
          body: { requirement_id: requirement.id, period_start: start, note: note.trim() || null },
        }),
      ),
    onClose,
  )
  return (
    <SubmitDialog
      title={t('campaigns.result.count')}
      okText={t('campaigns.result.count')}
      submission={submission}
      disabled={!now.start}
      onClose={onClose}
    >
      <p className="quiet">{t('campaigns.result.countWhat')}</p>
      <Field label={t('campaigns.result.period')} fault={submission.faults.period_start} required>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={now.start}
            options={[...periods].reverse().map(({ start, label }) => ({ value: start, label }))}
            onChange={(start: string) => set({ start })}
          />
        )}
      </Field>
      <Field label={t('campaigns.result.note')} fault={submission.faults.note}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={2000}
            value={now.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
