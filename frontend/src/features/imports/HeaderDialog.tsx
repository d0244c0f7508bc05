import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { ImportDraft, ImportPatch } from '@/api/types'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { archived } from './Became'
import { useChange } from './useChange'

interface Head {
  title: string | null
  issuer: string | null
  document_number: string | null
  issued_on: string | null
  body: string | null
  from: string | null
  to: string | null
  feedback_on: string | null
  origin: string | null
}

function headOf(draft: ImportDraft): Head {
  const { inspection } = draft
  return {
    title: draft.title,
    issuer: draft.issuer,
    document_number: draft.document_number,
    issued_on: draft.issued_on,
    body: inspection?.body ?? null,
    from: inspection?.from ?? null,
    to: inspection?.to ?? null,
    feedback_on: inspection?.feedback_on ?? null,
    origin: draft.inspection_source,
  }
}

function patchOf(head: Head, withInspection: boolean): Partial<ImportPatch> {
  const { title, issuer, document_number, issued_on, body, from, to, feedback_on, origin } = head
  const plain = { title, issuer, document_number, issued_on }
  if (!withInspection) return plain
  const inspection = body || from || to || feedback_on ? { body, from, to, feedback_on } : null
  return { ...plain, inspection, inspection_source: origin } as Partial<ImportPatch>
}

export function HeaderDialog({ draft, onClose }: { draft: ImportDraft; onClose: () => void }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  // Only what was typed: what others changed meanwhile is neither shown old nor sent back.
  const [edit, setEdit] = useState<Partial<Head>>({})
  const now = { ...headOf(draft), ...edit }
  const dirty = JSON.stringify(now) !== JSON.stringify(headOf(draft))
  const withInspection = !archived(draft)
  const submission = useChange(
    draft,
    () => patchOf(now, withInspection),
    () => Object.values(edit).filter(Boolean).join('\n'),
    onClose,
  )
  const set = (part: Partial<Head>) => setEdit({ ...edit, ...part })

  const text = (key: 'title' | 'issuer' | 'document_number' | 'body', label: string, wide = false) => (
    <Field label={label} wide={wide} fault={submission.faults[key]}>
      {(id) => (
        <Input
          id={id}
          value={now[key] ?? ''}
          onChange={(event) => set({ [key]: event.target.value || null })}
        />
      )}
    </Field>
  )
  const date = (key: 'issued_on' | 'from' | 'to' | 'feedback_on', label: string) => (
    <Field label={label} fault={submission.faults[key]}>
      {(id) => <DateField id={id} value={now[key]} onChange={(value) => set({ [key]: value })} />}
    </Field>
  )

  return (
    <EditDialog
      title={t('imports.reading.editHeader')}
      submission={submission}
      dirty={dirty}
      onClose={onClose}
    >
      <div className="formgrid">
        {text('title', t('imports.headerTitle'), true)}
        {text('issuer', t('imports.issuer'))}
        {text('document_number', t('imports.number'))}
        {date('issued_on', t('imports.issuedOn'))}
        {withInspection && (
          <>
            <Field label={t('imports.originKind')} fault={submission.faults.inspection_source}>
              {(id) => (
                <Select
                  id={id}
                  style={{ width: '100%' }}
                  allowClear
                  value={now.origin ?? undefined}
                  options={options('source')}
                  onChange={(origin) => set({ origin: origin ?? null })}
                />
              )}
            </Field>
            {text('body', t('imports.inspectionBody'), true)}
            {date('from', t('imports.inspectionFrom'))}
            {date('to', t('imports.inspectionTo'))}
            {date('feedback_on', t('imports.feedbackOn'))}
          </>
        )}
      </div>
    </EditDialog>
  )
}
