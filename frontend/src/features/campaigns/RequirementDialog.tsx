import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import { today } from '@/i18n/format'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { Overlaps } from '@/ui/Overlaps'
import { freshCode } from './codes'
import { changed } from './FactsDialog'
import { ListEditor } from './ListEditor'
import type { Campaign, Requirement, RequirementBody } from './types'
import { useEdit } from './useEdit'

type PartRow = RequirementBody['parts'][number]
type FieldRow = NonNullable<PartRow['fields']>[number]
type Form = Pick<Requirement, 'title' | 'cadence' | 'cutoff_day' | 'due_day' | 'until'> & {
  since: string | null
  parts: PartRow[]
}

interface Props {
  campaign: Campaign
  /** Null: one more. */
  requirement: Requirement | null
  onClose: () => void
}

/** A report every participating unit owes each period: how often, the two days, its parts and numbers. */
export function RequirementDialog({ campaign, requirement, onClose }: Props) {
  const { t } = useTranslation()
  const start: Form = requirement
    ? {
        title: requirement.title,
        cadence: requirement.cadence,
        cutoff_day: requirement.cutoff_day,
        due_day: requirement.due_day,
        since: requirement.since,
        until: requirement.until,
        parts: requirement.parts as PartRow[],
      }
    : {
        title: t('campaigns.requirement.monthly'),
        cadence: 'monthly',
        cutoff_day: 25,
        due_day: 1,
        since: null,
        until: null,
        parts: [],
      }
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    start,
    (form): Promise<unknown> =>
      requirement
        ? call(
            client.PATCH('/api/v1/report-requirements/{requirement_id}', {
              params: {
                path: { requirement_id: requirement.id },
                header: { 'if-match': ifMatch(requirement.version) },
              },
              body: changed(form, start),
            }),
          )
        : call(
            client.POST('/api/v1/campaigns/{campaign_id}/report-requirements', {
              params: { path: { campaign_id: campaign.id }, header: { 'Idempotency-Key': newKey() } },
              body: form,
            }),
          ),
    onClose,
  )
  return (
    <EditDialog
      title={requirement ? t('campaigns.edit', { what: requirement.title }) : t('campaigns.requirement.add')}
      submission={submission}
      dirty={dirty}
      disabled={!now.title.trim() || now.parts.length === 0 || now.parts.some((part) => !part.title.trim())}
      onClose={onClose}
      width={860}
    >
      <When form={now} set={set} faults={submission.faults} />
      <fieldset className="bare">
        <legend className="small quiet">{t('campaigns.requirement.parts')}</legend>
        <ListEditor
          rows={now.parts}
          onChange={(parts) => set({ parts })}
          fresh={(): PartRow => ({
            code: freshCode(
              'part',
              now.parts.map(({ code }) => code),
            ),
            title: '',
            required: true,
            fields: [],
          })}
          addText={t('campaigns.requirement.addPart')}
          nameOf={(part, index) => part.title || t('campaigns.requirement.nthPart', { n: index + 1 })}
          render={(part, change) => <PartFields part={part} parts={now.parts} onChange={change} />}
        />
      </fieldset>
      <Overlaps
        campaignId={campaign.id}
        indicators={now.parts.flatMap(({ fields }) =>
          (fields ?? []).map((one) => one.indicator || one.label),
        )}
        on={now.since && now.since > today() ? now.since : undefined}
        requirementId={requirement?.id}
      />
    </EditDialog>
  )
}

interface WhenProps {
  form: Form
  set: (part: Partial<Form>) => void
  faults: Record<string, string>
}

function When({ form, set, faults }: WhenProps) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const weekly = form.cadence === 'weekly'
  const day = (key: 'cutoff_day' | 'due_day') => (
    <Field
      label={t(`campaigns.requirement.${key}`)}
      help={weekly ? t('campaigns.requirement.weekdays') : t(`campaigns.requirement.${key}What`)}
      fault={faults[key]}
      required={key === 'due_day'}
    >
      {(id, described) => (
        <InputNumber
          id={id}
          aria-describedby={described}
          min={1}
          max={weekly ? 7 : 31}
          precision={0}
          style={{ width: '100%' }}
          value={form[key]}
          onChange={(value) => set(key === 'due_day' ? { due_day: value ?? 1 } : { cutoff_day: value })}
        />
      )}
    </Field>
  )
  return (
    <div className="formgrid">
      <Field label={t('campaigns.requirement.title')} fault={faults.title} required>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={form.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('campaigns.cadence')} fault={faults.cadence}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={form.cadence}
            options={options('cadence')}
            onChange={(cadence: string) => set({ cadence: cadence as Form['cadence'] })}
          />
        )}
      </Field>
      {day('cutoff_day')}
      {day('due_day')}
      <Field
        label={t('campaigns.requirement.since')}
        help={t('campaigns.requirement.sinceWhat')}
        fault={faults.since}
      >
        {(id) => <DateField id={id} value={form.since} onChange={(since) => set({ since })} />}
      </Field>
      <Field label={t('campaigns.requirement.until')} fault={faults.until}>
        {(id) => <DateField id={id} value={form.until} onChange={(until) => set({ until })} />}
      </Field>
    </div>
  )
}

function PartFields(props: {
  part: PartRow
  parts: readonly PartRow[]
  onChange: (part: Partial<PartRow>) => void
}) {
  const { t } = useTranslation()
  const { part, onChange } = props
  const taken = props.parts.flatMap((one) => (one.fields ?? []).map(({ code }) => code))
  return (
    <div className="stack">
      <div className="formgrid">
        <Field label={t('campaigns.requirement.part')} required>
          {(id) => (
            <Input
              id={id}
              maxLength={200}
              value={part.title}
              onChange={(event) => onChange({ title: event.target.value })}
            />
          )}
        </Field>
        <Checkbox
          checked={part.required ?? true}
          onChange={(event) => onChange({ required: event.target.checked })}
        >
          {t('campaigns.requirement.mustHave')}
        </Checkbox>
      </div>
      <fieldset className="bare">
        <legend className="small quiet">{t('campaigns.requirement.numbers')}</legend>
        <ListEditor
          rows={part.fields ?? []}
          onChange={(fields) => onChange({ fields })}
          fresh={(): FieldRow => ({ code: freshCode('number', taken), label: '', unit: null, metric: null })}
          addText={t('campaigns.requirement.addNumber')}
          nameOf={(field, index) => field.label || t('campaigns.requirement.nthNumber', { n: index + 1 })}
          render={(field, change) => <NumberFields field={field} onChange={change} />}
        />
      </fieldset>
    </div>
  )
}

function NumberFields({ field, onChange }: { field: FieldRow; onChange: (part: Partial<FieldRow>) => void }) {
  const { t } = useTranslation()
  const { options, label } = useLabels()
  return (
    <div className="formgrid">
      <Field label={t('campaigns.requirement.metric')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            allowClear
            placeholder={t('campaigns.requirement.byHand')}
            value={field.metric ?? undefined}
            options={options('metric')}
            onChange={(metric?: string) =>
              onChange({
                metric: metric ?? null,
                ...(metric && !field.label ? { label: label('metric', metric) } : {}),
              })
            }
          />
        )}
      </Field>
      <Field label={t('campaigns.requirement.label')} required>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={field.label}
            onChange={(event) => onChange({ label: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('campaigns.requirement.unit')}>
        {(id) => (
          <Input
            id={id}
            maxLength={20}
            value={field.unit ?? ''}
            onChange={(event) => onChange({ unit: event.target.value || null })}
          />
        )}
      </Field>
    </div>
  )
}
