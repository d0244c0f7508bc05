import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { useOwnUnit } from '@/ui/useOwnUnit'
import { useSubmit } from '@/ui/useSubmit'
import type { Channel, Collection, Giver } from './types'

interface Props {
  collection: Collection
  onClose: () => void
  onDone: () => void
}

/** Taking in a suggestion; who gave it is not asked. */
export function EntryDialog({ collection, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { options, label } = useLabels()
  const announce = useAnnounce()
  const own = useOwnUnit()
  const [key] = useState(newKey)
  const [typed, setTyped] = useState({
    unit: undefined as number | undefined,
    text: '',
    channel: collection.channels[0] as Channel,
    giver: 'other' as Giver,
    received_on: today(),
    contact: '',
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
        client.POST('/api/v1/suggestions', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            collection_id: collection.id,
            unit_id: unit as number,
            text: typed.text,
            channel: typed.channel,
            giver: typed.giver,
            received_on: typed.received_on,
            contact: typed.contact.trim() || null,
          },
        }),
      ),
    onDone: (made) => {
      announce.good(
        made.similar.length > 0
          ? t('suggestions.enteredAlike', { count: made.similar.length })
          : t('suggestions.entered'),
      )
      onDone()
    },
  })
  const { faults } = submission
  return (
    <EditDialog
      title={t('suggestions.enter')}
      submission={submission}
      dirty={dirty}
      disabled={!unit || !typed.text.trim() || !typed.received_on}
      onClose={onClose}
    >
      <Field label={t('suggestions.text')} fault={faults.text} required>
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
      <Field label={t('suggestions.unit')} fault={faults.unit_id} required>
        {(id) => <UnitSelect id={id} value={unit} onChange={(chosen) => set({ unit: chosen })} />}
      </Field>
      <Field label={t('suggestions.channel')} fault={faults.channel}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={typed.channel}
            options={collection.channels.map((one) => ({
              value: one,
              label: label('suggestion_channel', one),
            }))}
            onChange={(channel: Channel) => set({ channel })}
          />
        )}
      </Field>
      <Field label={t('suggestions.giver')} help={t('suggestions.giverHelp')}>
        {(id, described) => (
          <Select
            id={id}
            aria-describedby={described}
            style={{ width: '100%' }}
            value={typed.giver as string}
            options={options('suggestion_giver')}
            onChange={(giver: string) => set({ giver: giver as Giver })}
          />
        )}
      </Field>
      <Field label={t('suggestions.receivedOn')} fault={faults.received_on} required>
        {(id) => (
          <DateField
            id={id}
            value={typed.received_on}
            onChange={(received_on) => set({ received_on: received_on ?? '' })}
          />
        )}
      </Field>
      <Field label={t('suggestions.contact')} help={t('suggestions.contactHelp')}>
        {(id, described) => (
          <Input
            id={id}
            aria-describedby={described}
            autoComplete="off"
            maxLength={200}
            value={typed.contact}
            onChange={(event) => set({ contact: event.target.value })}
          />
        )}
      </Field>
    </EditDialog>
  )
}
