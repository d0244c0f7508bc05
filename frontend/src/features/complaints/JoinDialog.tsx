import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useAnnounce } from '@/ui/announce'
import { Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import type { Complaint, Similar } from './types'

export type Joining = 'merge' | 'repeat'

interface Props {
  complaint: Complaint
  other: Similar
  how: Joining
  onClose: () => void
  onDone: () => void
}

/** Answered together with another one, or marked as told before; both receipts stay alive. */
export function JoinDialog({ complaint, other, how, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [note, setNote] = useState('')
  const [fresh, setFresh] = useState(false)
  const names = { number: complaint.number, main: other.number }
  const submission = useSubmit({
    run: () => joined(complaint, other.id, how, fresh, note.trim()),
    onDone: () => {
      announce.good(t('complaints.triage.done'))
      onDone()
    },
    onReload: onDone,
    typed: () => note,
  })
  const { faults } = submission
  return (
    <SubmitDialog
      title={t(how === 'merge' ? 'complaints.triage.mergeOf' : 'complaints.triage.repeatOf', names)}
      okText={t(how === 'merge' ? 'complaints.triage.merge' : 'complaints.triage.repeat')}
      disabled={how === 'repeat' && fresh && !note.trim()}
      submission={submission}
      onClose={onClose}
    >
      <p className="quiet small">
        {t(how === 'merge' ? 'complaints.what.merge' : 'complaints.triage.repeatWhat')}
      </p>
      {how === 'repeat' && (
        <Checkbox checked={fresh} onChange={(event) => setFresh(event.target.checked)}>
          {t('complaints.triage.newFacts')}
        </Checkbox>
      )}
      <Field
        label={t(how === 'repeat' && fresh ? 'complaints.triage.which' : 'complaints.field.note')}
        required={how === 'repeat' && fresh}
        fault={faults.note ?? faults.main_id ?? faults.of_id}
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

function joined(complaint: Complaint, other: number, how: Joining, fresh: boolean, note: string) {
  const params = {
    path: { complaint_id: complaint.id },
    header: { 'if-match': ifMatch(complaint.version) },
  }
  return how === 'merge'
    ? call(
        client.POST('/api/v1/complaints/{complaint_id}/acts', {
          params,
          body: { action: 'merge', main_id: other, note: note || null },
        }),
      )
    : call(
        client.POST('/api/v1/complaints/{complaint_id}/repeat', {
          params,
          body: { of_id: other, new_facts: fresh, note: note || null },
        }),
      )
}
