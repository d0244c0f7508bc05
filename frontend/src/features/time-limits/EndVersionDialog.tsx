import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { today } from '@/i18n/format'
import { DateField, Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { askAgain, type TimeVersion } from './api'

interface Props {
  code: string
  version: TimeVersion
  onClose: () => void
  onDone: (day: string) => void
}

export function EndVersionDialog({ code, version, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const [day, setDay] = useState<string | null>(today())
  const [reason, setReason] = useState('')
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/time-limits/{code}/versions/{version_id}/end', {
          params: {
            path: { code, version_id: version.id ?? 0 },
            header: { 'if-match': `"v${version.version}"` },
          },
          body: { effective_to: day ?? '', reason: reason.trim() },
        }),
      ),
    onDone: () => onDone(day ?? ''),
    onReload: () => {
      askAgain()
      onClose()
    },
    typed: () => reason,
  })
  return (
    <SubmitDialog
      title={t('timeLimits.endTitle')}
      okText={t('timeLimits.end')}
      danger
      disabled={!day || !reason.trim()}
      submission={submission}
      onClose={onClose}
    >
      <p className="quiet">{t('timeLimits.endWhat')}</p>
      <Field label={t('timeLimits.lastDay')} fault={submission.faults.effective_to} required>
        {(id) => <DateField id={id} value={day} onChange={setDay} />}
      </Field>
      <Field label={t('timeLimits.reason')} fault={submission.faults.reason} required>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
