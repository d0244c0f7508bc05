import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { EditDialog } from '@/ui/EditDialog'
import { Field, UnitSelect } from '@/ui/fields'
import { useOwnUnit } from '@/ui/useOwnUnit'
import { useSubmit } from '@/ui/useSubmit'

interface Props {
  campaign: number | undefined
  onClose: () => void
  onDone: () => void
}

/** Recommending one's unit, or somebody in it, as a good example. */
export function ExemplarDialog({ campaign, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const own = useOwnUnit()
  const [key] = useState(newKey)
  const [typed, setTyped] = useState({
    campaign,
    unit: undefined as number | undefined,
    person: '',
    title: '',
    text: '',
  })
  const [dirty, setDirty] = useState(false)
  const set = (part: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...part }))
    setDirty(true)
  }
  const unit = typed.unit ?? own
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/exemplars', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            campaign_id: typed.campaign as number,
            unit_id: unit as number,
            person: typed.person.trim() || null,
            title: typed.title,
            text: typed.text,
          },
        }),
      ),
    onDone,
  })
  const { faults } = submission
  return (
    <EditDialog
      title={t('outcomes.recommend')}
      submission={submission}
      dirty={dirty}
      disabled={!typed.campaign || !unit || !typed.title.trim() || !typed.text.trim()}
      onClose={onClose}
    >
      <Field label={t('outcomes.campaign')} fault={faults.campaign_id} required>
        {(id) => (
          <CampaignSelect id={id} value={typed.campaign} onChange={(chosen) => set({ campaign: chosen })} />
        )}
      </Field>
      <Field label={t('outcomes.unit')} fault={faults.unit_id} required>
        {(id) => <UnitSelect id={id} value={unit} onChange={(chosen) => set({ unit: chosen })} />}
      </Field>
      <Field label={t('outcomes.person')} help={t('outcomes.personHelp')}>
        {(id, described) => (
          <Input
            id={id}
            aria-describedby={described}
            maxLength={100}
            value={typed.person}
            onChange={(event) => set({ person: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('outcomes.heading')} fault={faults.title} required>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={typed.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('outcomes.did')} fault={faults.text} required>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={5000}
            value={typed.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Field>
    </EditDialog>
  )
}
