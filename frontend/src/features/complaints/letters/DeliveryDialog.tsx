import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { DateField, Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import type { Delivery, Letter } from './types'

interface Props {
  letter: Letter
  onClose: () => void
  onDone: () => void
}

/** When and how it reached whoever complained: from that day their own time runs. */
export function DeliveryDialog({ letter, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const announce = useAnnounce()
  const [delivery, setDelivery] = useState<string>()
  const [on, setOn] = useState<string | null>(today())
  const [note, setNote] = useState('')
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/complaint-letters/{letter_id}/delivery', {
          params: { path: { letter_id: letter.id }, header: { 'if-match': ifMatch(letter.version) } },
          body: { delivery: delivery as Delivery, delivered_on: on as string, note: note.trim() || null },
        }),
      ),
    onDone: () => {
      announce.good(t('common.saved'))
      onDone()
    },
    onReload: onDone,
    typed: () => note,
  })
  const { faults } = submission
  return (
    <SubmitDialog
      title={`${t('letters.deliver')} ${letter.number}`}
      okText={t('letters.deliver')}
      disabled={!delivery || !on}
      submission={submission}
      onClose={onClose}
    >
      <p className="small quiet">{t('letters.deliverWhat')}</p>
      <Field label={t('letters.how')} fault={faults.delivery} required>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={delivery}
            options={options('letter_delivery')}
            onChange={setDelivery}
          />
        )}
      </Field>
      <Field label={t('letters.day')} fault={faults.delivered_on} required>
        {(id) => <DateField id={id} value={on} onChange={setOn} />}
      </Field>
      <Field label={t('letters.note')} help={t('letters.noteHelp')} fault={faults.note}>
        {(id, described) => (
          <Input
            id={id}
            aria-describedby={described}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
