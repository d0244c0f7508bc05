import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { DateField, Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import type { PromiseAct, Promised } from './types'

interface Props {
  promise: Promised
  act: PromiseAct
  onClose: () => void
  onDone: () => void
}

/** Saying what became of a promise. */
export function PromiseDialog({ promise, act, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const [due, setDue] = useState<string | null>(null)
  const extends_ = act === 'extend'
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/promises/{promise_id}/progress', {
          params: { path: { promise_id: promise.id }, header: { 'if-match': ifMatch(promise.version) } },
          body: { act, note: note.trim(), due_on: extends_ ? due : null },
        }),
      ),
    onDone,
    onReload: onDone,
    typed: () => note.trim(),
  })
  const title = t(`commitments.promiseAct.${act}`)
  return (
    <SubmitDialog
      title={title}
      okText={title}
      disabled={!note.trim() || (extends_ && !due)}
      submission={submission}
      onClose={onClose}
    >
      <p className="wrap-anywhere">{promise.text}</p>
      {extends_ && (
        <Field label={t('commitments.newDue')} fault={submission.faults.due_on} required>
          {(id) => <DateField id={id} value={due} onChange={setDue} min={promise.due_on} />}
        </Field>
      )}
      <Field
        label={t('commitments.note')}
        help={t('commitments.noteHelp')}
        fault={submission.faults.note}
        required
      >
        {(id, described) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
