import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useAnnounce } from '@/ui/announce'
import { EditDialog } from '@/ui/EditDialog'
import { useSubmit } from '@/ui/useSubmit'
import { EntryField } from './EntryField'
import { isLacking, type Typed, wordsOf } from './entries'
import { changesOf, enteredOf, TRIAGE } from './triage'
import type { Complaint, Triage } from './types'

interface Props {
  complaint: Complaint
  onClose: () => void
  onDone: () => void
}

/** Setting right what was registered: what it is, whom it is about, what it is counted under. */
export function TriageDialog({ complaint, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const before = enteredOf(complaint)
  const [typed, setTyped] = useState<Typed>(before)
  const changes = changesOf(before, typed)
  const submission = useSubmit({
    run: () =>
      call(
        client.PATCH('/api/v1/complaints/{complaint_id}', {
          params: {
            path: { complaint_id: complaint.id },
            header: { 'if-match': ifMatch(complaint.version) },
          },
          body: changes as Triage,
        }),
      ),
    onDone: () => {
      announce.good(t('common.saved'))
      onDone()
    },
    onReload: onDone,
    typed: () => wordsOf(TRIAGE, typed),
  })
  return (
    <EditDialog
      title={t('complaints.change.title')}
      submission={submission}
      dirty={Object.keys(changes).length > 0}
      disabled={isLacking(TRIAGE, typed)}
      onClose={onClose}
    >
      {TRIAGE.filter(({ name }) => name !== 'petition_class' || complaint.kind === 'petition').map(
        (entry) => (
          <EntryField
            key={entry.name}
            complaint={complaint}
            action="change"
            entry={entry}
            typed={typed}
            set={(part) => setTyped((now) => ({ ...now, ...part }))}
            fault={submission.faults[entry.name]}
          />
        ),
      )}
    </EditDialog>
  )
}
