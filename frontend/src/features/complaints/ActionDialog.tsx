import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { i18next } from '@/i18n'
import { useAnnounce } from '@/ui/announce'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { EntryField } from './EntryField'
import { asked, bodyOf, isLacking, type Typed, wordsOf } from './entries'
import { entriesOf, initialOf, isGrave } from './forms'
import type { ActBody, Allowed, Complaint } from './types'

interface Props {
  complaint: Complaint
  action: Allowed
  onClose: () => void
  onDone: () => void
}

/** Asks for what the act needs, and says why it was refused without losing what was typed. */
export function ActionDialog({ complaint, action, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const word = useLabels().actionLabel(action)
  const entries = entriesOf(action.action)
  const [typed, setTyped] = useState<Typed>(() => initialOf(action.action, complaint))
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/complaints/{complaint_id}/acts', {
          params: {
            path: { complaint_id: complaint.id },
            header: { 'if-match': ifMatch(complaint.version) },
          },
          body: bodyOf(action.action, entries, typed) as unknown as ActBody,
        }),
      ),
    onDone: () => {
      announce.good(t('complaints.acted', { label: word }))
      onDone()
    },
    onReload: onDone,
    typed: () => wordsOf(entries, typed),
  })
  const what = `complaints.what.${action.action}`
  return (
    <SubmitDialog
      title={word}
      okText={word}
      danger={isGrave(action.action)}
      disabled={isLacking(entries, typed)}
      submission={submission}
      onClose={onClose}
      width={entries.length > 3 ? 680 : 560}
    >
      {i18next.exists(what) && <p className="quiet small">{t(what as never)}</p>}
      {asked(entries, typed).map((entry) => (
        <EntryField
          key={entry.name}
          complaint={complaint}
          action={action.action}
          entry={entry}
          typed={typed}
          set={(part) => setTyped((before) => ({ ...before, ...part }))}
          fault={submission.faults[entry.name]}
        />
      ))}
    </SubmitDialog>
  )
}
