import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { today } from '@/i18n/format'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { useSubmit } from '@/ui/useSubmit'
import type { Confidence, TimeLimit, TimeUnit, VersionCreate } from './api'

interface Draft {
  unitId: number | undefined
  quantity: number | null
  unit: TimeUnit
  longer: number | null
  approvedBy: string
  document: string
  number: string
  article: string
  confidence: Confidence
  from: string | null
}

interface Props {
  limit: TimeLimit
  onClose: () => void
  onDone: () => void
}

/** A local version: the number, and the document it stands in. The service says where it is not stricter. */
export function AddVersionDialog({ limit, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const [dirty, setDirty] = useState(false)
  const [draft, setDraft] = useState<Draft>({
    unitId: undefined,
    quantity: null,
    unit: limit.terms?.period?.unit ?? 'working_day',
    longer: null,
    approvedBy: '',
    document: '',
    number: '',
    article: '',
    confidence: 'full_text',
    from: today(),
  })
  const set = (part: Partial<Draft>) => {
    setDirty(true)
    setDraft((before) => ({ ...before, ...part }))
  }
  const [key] = useState(() => crypto.randomUUID())
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/time-limits/{code}/versions', {
          params: { path: { code: limit.code }, header: { 'Idempotency-Key': key } },
          body: bodyOf(draft),
        }),
      ),
    onDone,
  })
  return (
    <EditDialog
      title={t('timeLimits.addTitle', { title: limit.title })}
      submission={submission}
      dirty={dirty}
      disabled={draft.quantity === null || !draft.document.trim() || !draft.from}
      onClose={onClose}
    >
      <p className="quiet">{t('timeLimits.addWhat')}</p>
      <Numbers draft={draft} set={set} faults={submission.faults} />
      <Papers draft={draft} set={set} faults={submission.faults} />
    </EditDialog>
  )
}

function bodyOf(draft: Draft): VersionCreate {
  return {
    quantity: draft.quantity ?? 0,
    unit: draft.unit,
    ...(draft.unitId ? { unit_id: draft.unitId } : {}),
    ...(draft.longer
      ? {
          extension: {
            quantity: draft.longer,
            unit: draft.unit,
            approved_by: draft.approvedBy.trim(),
            told: '',
          },
        }
      : {}),
    source: { document: draft.document.trim(), number: draft.number.trim(), article: draft.article.trim() },
    confidence: draft.confidence,
    effective_from: draft.from ?? '',
  }
}

interface Part {
  draft: Draft
  set: (part: Partial<Draft>) => void
  faults: Record<string, string>
}

function Numbers({ draft, set, faults }: Part) {
  const { t } = useTranslation()
  const { options } = useLabels()
  return (
    <div className="formgrid">
      <Field label={t('timeLimits.quantity')} fault={faults.quantity} required>
        {(id, described, invalid) => (
          <InputNumber
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            min={0}
            max={999}
            precision={0}
            style={{ width: '100%' }}
            value={draft.quantity}
            onChange={(quantity) => set({ quantity })}
          />
        )}
      </Field>
      <Field label={t('timeLimits.timeUnit')} fault={faults.unit}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={draft.unit}
            options={options('time_unit')}
            onChange={(unit: string) => set({ unit: unit as TimeUnit })}
          />
        )}
      </Field>
      <Field label={t('timeLimits.extension')} help={t('timeLimits.extensionHelp')} fault={faults.extension}>
        {(id, described) => (
          <InputNumber
            id={id}
            aria-describedby={described}
            min={1}
            max={999}
            precision={0}
            style={{ width: '100%' }}
            value={draft.longer}
            onChange={(longer) => set({ longer })}
          />
        )}
      </Field>
      <Field label={t('timeLimits.approvedBy')}>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            disabled={!draft.longer}
            value={draft.approvedBy}
            onChange={(event) => set({ approvedBy: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}

function Papers({ draft, set, faults }: Part) {
  const { t } = useTranslation()
  const text = (name: 'document' | 'number' | 'article', required = false) => (
    <Field label={t(`timeLimits.${name}`)} fault={faults[name]} required={required}>
      {(id) => (
        <Input
          id={id}
          maxLength={name === 'document' ? 200 : 100}
          value={draft[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <div className="formgrid">
        {text('document', true)}
        {text('number')}
        {text('article')}
        <Field label={t('timeLimits.effectiveFrom')} fault={faults.effective_from} required>
          {(id) => <DateField id={id} value={draft.from} onChange={(from) => set({ from })} />}
        </Field>
        <Field label={t('timeLimits.unit')} help={t('timeLimits.unitHelp')} fault={faults.unit_id}>
          {(id) => <UnitSelect id={id} value={draft.unitId} onChange={(unitId) => set({ unitId })} />}
        </Field>
      </div>
      <div className="row">
        <Checkbox
          checked={draft.confidence === 'unconfirmed'}
          onChange={(event) => set({ confidence: event.target.checked ? 'unconfirmed' : 'full_text' })}
        >
          {t('timeLimits.unverified')}
        </Checkbox>
      </div>
    </>
  )
}
