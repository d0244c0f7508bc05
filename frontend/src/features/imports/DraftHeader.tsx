import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { isStale } from '@/api/problem'
import { queryClient, useLabels } from '@/api/queries'
import type { ImportDraft, ImportPatch } from '@/api/types'
import { number } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ConflictDialog } from '@/ui/ConflictDialog'
import { DateField, Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { totalKey, totalsOf } from './totals'

interface HeaderEdit {
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

function editOf(draft: ImportDraft): HeaderEdit {
  const inspection = draft.inspection as Record<string, string | null> | null
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

function patchOf(edit: HeaderEdit): ImportPatch {
  const { title, issuer, document_number, issued_on, body, from, to, feedback_on, origin } = edit
  const inspection = body || from || to || feedback_on ? { body, from, to, feedback_on } : null
  return { title, issuer, document_number, issued_on, inspection, inspection_source: origin } as ImportPatch
}

/** What the document says of itself. */
export function DraftHeader({ draft, editable }: { draft: ImportDraft; editable: boolean }) {
  const { t } = useTranslation()
  const { label, options } = useLabels()
  const announce = useAnnounce()
  // Only what was typed: what others changed meanwhile is neither shown old nor sent back.
  const [edit, setEdit] = useState<Partial<HeaderEdit> | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [stale, setStale] = useState(false)
  const now = { ...editOf(draft), ...edit }
  const set = (part: Partial<HeaderEdit>) => setEdit({ ...edit, ...part })

  async function save(): Promise<void> {
    setError(null)
    try {
      const saved = await call(
        client.PATCH('/api/v1/imports/{import_id}', {
          params: { path: { import_id: draft.id }, header: { 'if-match': ifMatch(draft.version) } },
          body: patchOf(now),
        }),
      )
      queryClient.setQueryData(['import', draft.id], saved)
      setEdit(null)
      announce.good(t('common.saved'))
    } catch (refused) {
      if (isStale(refused)) setStale(true)
      else setError(refused)
    }
  }

  const text = (key: 'title' | 'issuer' | 'document_number' | 'body', label: string, wide = false) => (
    <Field label={label} wide={wide}>
      {(id) => (
        <Input
          id={id}
          value={now[key] ?? ''}
          readOnly={!editable}
          onChange={(event) => set({ [key]: event.target.value || null })}
        />
      )}
    </Field>
  )
  const date = (key: 'issued_on' | 'from' | 'to' | 'feedback_on', label: string) => (
    <Field label={label}>
      {(id) => <DateField id={id} value={now[key]} onChange={(value) => editable && set({ [key]: value })} />}
    </Field>
  )

  return (
    <details className="fold">
      <summary>
        {t('imports.header')} <span className="chip blue">{label('document_kind', draft.kind)}</span>{' '}
        <Totals draft={draft} />
      </summary>
      <div className="formgrid" style={{ padding: '8px 0' }}>
        {text('title', t('imports.headerTitle'), true)}
        {text('issuer', t('imports.issuer'))}
        {text('document_number', t('imports.number'))}
        {date('issued_on', t('imports.issuedOn'))}
        <Field label={t('imports.originKind')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              allowClear
              disabled={!editable}
              value={now.origin ?? undefined}
              options={options('source')}
              onChange={(origin) => set({ origin: origin ?? null })}
            />
          )}
        </Field>
        {text('body', t('imports.inspectionBody'))}
        {date('from', t('imports.inspectionFrom'))}
        {date('to', t('imports.inspectionTo'))}
        {date('feedback_on', t('imports.feedbackOn'))}
      </div>
      <ProblemNotice error={error} />
      {edit && (
        <div className="row" style={{ paddingBottom: 8 }}>
          <Button size="small" type="primary" onClick={() => void save()}>
            {t('common.save')}
          </Button>
          <Button size="small" onClick={() => setEdit(null)}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
      <ConflictDialog
        open={stale}
        onKeep={() => setStale(false)}
        typed={Object.values(edit ?? {})
          .filter(Boolean)
          .join('\n')}
        onReload={() => {
          setStale(false)
          void queryClient.invalidateQueries({ queryKey: ['import', draft.id], exact: true })
        }}
      />
    </details>
  )
}

function Totals({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  const totals = totalsOf(draft.totals)
  if (totals.length === 0) return null
  return (
    <span className="small quiet" style={{ fontWeight: 400 }}>
      {t('imports.totals')}:
      {totals.map(([key, value]) => `${t(`imports.totalNames.${key}`)} ${number(value)}`).join(' · ')}
    </span>
  )
}

/** Where the document's own totals differ from its rows; worth a look, no reason to stop. */
export function Mismatches({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  if (draft.mismatches.length === 0) return null
  return (
    <div className="notice warn small" style={{ margin: '8px 0' }}>
      {t('imports.mismatches')}
      <ul>
        {draft.mismatches.map(({ field, stated, counted }) => {
          const key = totalKey(field)
          const name = key ? t(`imports.totalNames.${key}`) : field
          return <li key={field}>{t('imports.mismatch', { name, stated, counted })}</li>
        })}
      </ul>
    </div>
  )
}

export function Warnings({ draft, jump }: { draft: ImportDraft; jump: (span: readonly number[]) => void }) {
  const { t } = useTranslation()
  if (draft.warnings.length === 0) return null
  return (
    <details className="fold" open>
      <summary>
        <span className="chip warn">{t('imports.warnings', { count: draft.warnings.length })}</span>
      </summary>
      <ul>
        {draft.warnings.map((warning) => (
          <li key={`${warning.code}-${warning.span?.[0] ?? ''}-${warning.message}`}>
            {warning.span ? (
              <button type="button" className="link" onClick={() => jump(warning.span as number[])}>
                {warning.message}
                <span className="sr">({t('imports.jump')})</span>
              </button>
            ) : (
              warning.message
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

interface UnreadProps {
  draft: ImportDraft
  text: string
  place: (offset: number) => number
  jump: (span: readonly number[]) => void
}

/** Every stretch no field holds: nothing of the source is lost in silence. */
export function Unread({ draft, text, place, jump }: UnreadProps) {
  const { t } = useTranslation()
  const stretches = draft.unread as unknown as number[][]
  if (stretches.length === 0) return null
  return (
    <details className="fold">
      <summary>
        <span className="chip">{t('imports.unread', { count: stretches.length })}</span>
      </summary>
      <ul>
        {stretches.map((span) => (
          <li key={span[0]}>
            <button type="button" className="link" onClick={() => jump(span)}>
              {text
                .slice(place(span[0] as number), place(span[1] as number))
                .trim()
                .slice(0, 60) || '…'}
              <span className="sr">({t('imports.jump')})</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
