import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { useSubmit } from '@/ui/useSubmit'
import { inOrder, lacking, wordsOf } from './drafts'
import type { Draft } from './types'

interface Props {
  complaintId: number
  drafts: Draft[]
  onClose: () => void
  onDone: () => void
}

/** Which letter, and its words: ready from the case, changed where they should say something else. */
export function IssueDialog({ complaintId, drafts, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [key] = useState(newKey)
  const [draft, setDraft] = useState<Draft>()
  const [words, setWords] = useState<Record<string, string>>({})
  const [addressee, setAddressee] = useState('')
  const [issuedOn, setIssuedOn] = useState<string | null>(today())
  const choose = (kind: string) => {
    const chosen = drafts.find((one) => one.kind === kind)
    if (!chosen) return
    setDraft(chosen)
    setWords(wordsOf(chosen))
    setAddressee(chosen.addressee)
  }
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/complaints/{complaint_id}/letters', {
          params: {
            path: { complaint_id: complaintId },
            // Another kind, or other words after a refusal, is another request.
            header: { 'Idempotency-Key': key },
          },
          body: {
            kind: (draft as Draft).kind,
            addressee: addressee.trim(),
            sections: words,
            issued_on: issuedOn,
          },
        }),
      ),
    onDone: (made) => {
      announce.good(t('letters.issued', { number: made.number }))
      onDone()
    },
  })
  const missing = draft ? lacking(draft, words) : []
  const { faults } = submission
  return (
    <EditDialog
      title={t('letters.issue')}
      okText={t('letters.issue')}
      submission={submission}
      dirty={draft !== undefined}
      disabled={!addressee.trim() || missing.length > 0}
      width={820}
      onClose={onClose}
    >
      <Field label={t('letters.kind')} fault={faults.kind} required>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={draft?.kind}
            options={inOrder(drafts).map(({ kind, title, refused }) => ({
              value: kind as string,
              label: refused === null ? title : t('letters.refused', { title, why: refused }),
              disabled: refused !== null,
            }))}
            onChange={choose}
          />
        )}
      </Field>
      {draft && (
        <>
          <p className="small quiet">{t('letters.from', { unit: draft.unit?.name ?? '' })}</p>
          <div className="formgrid">
            <Field label={t('letters.addressee')} fault={faults.addressee} required>
              {(id, described, invalid) => (
                <Input
                  id={id}
                  aria-describedby={described}
                  aria-invalid={invalid}
                  maxLength={60}
                  value={addressee}
                  onChange={(event) => setAddressee(event.target.value)}
                />
              )}
            </Field>
            <Field label={t('letters.issuedOn')} fault={faults.issued_on} required>
              {(id) => <DateField id={id} value={issuedOn} onChange={setIssuedOn} />}
            </Field>
          </div>
          {draft.sections.map(({ code, label, may_lack }) => (
            <Field key={code} label={label} fault={faults[code]} required={!may_lack}>
              {(id, described, invalid) => (
                <Input.TextArea
                  id={id}
                  aria-describedby={described}
                  aria-invalid={invalid}
                  autoSize={{ minRows: 2, maxRows: 10 }}
                  maxLength={5000}
                  value={words[code] ?? ''}
                  onChange={(event) => setWords((before) => ({ ...before, [code]: event.target.value }))}
                />
              )}
            </Field>
          ))}
          {missing.length > 0 && (
            <p className="small" role="status">
              {t('letters.missing', { parts: missing.join(t('letters.comma')) })}
            </p>
          )}
        </>
      )}
    </EditDialog>
  )
}
