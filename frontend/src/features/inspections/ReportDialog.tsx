import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { InspectionWhole } from '@/api/types'
import { DateField, Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useDebounced } from '@/ui/useDebounced'
import { useDownload } from '@/ui/useDownload'
import { ReportPreview } from './ReportPreview'
import { EMPTY, queryOf, type ReportForm } from './report'

interface Props {
  inspection: InspectionWhole
  onClose: () => void
}

type Set = (changed: Partial<ReportForm>) => void

/** A report as it is wanted: chosen on one side, looked at on the other, downloaded below. */
export function ReportDialog({ inspection, onClose }: Props) {
  const { t } = useTranslation()
  const [form, setForm] = useState<ReportForm>(EMPTY)
  const [refused, setRefused] = useState<unknown>(null)
  const download = useDownload(setRefused)
  const set: Set = (changed) => {
    setRefused(null)
    setForm((before) => ({ ...before, ...changed }))
  }
  const query = queryOf(form)
  const path = { inspection_id: inspection.id }
  const save = (extension: 'docx' | 'pdf') => {
    setRefused(null)
    const fallback = `${inspection.title}.${extension}`
    const fetching =
      extension === 'pdf'
        ? () =>
            client.GET('/api/v1/inspections/{inspection_id}/report.pdf', {
              params: { path, query },
              parseAs: 'blob',
            })
        : () =>
            client.GET('/api/v1/inspections/{inspection_id}/report.docx', {
              params: { path, query: { ...query, template_id: form.templateId } },
              parseAs: 'blob',
            })
    void download.save(extension, fetching, fallback)
  }
  return (
    <Modal
      open
      width={1160}
      title={t('inspections.report.title')}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('inspections.report.close')}
        </Button>,
        <Button
          key="pdf"
          loading={download.busy === 'pdf'}
          disabled={form.templateId !== undefined}
          onClick={() => save('pdf')}
        >
          {t('inspections.pdf')}
        </Button>,
        <Button key="docx" type="primary" loading={download.busy === 'docx'} onClick={() => save('docx')}>
          {t('inspections.docx')}
        </Button>,
      ]}
    >
      <div className="reportcols">
        <div className="stack">
          <ProblemNotice error={refused} />
          <Kind form={form} set={set} />
          <Words form={form} set={set} inspection={inspection} />
          <Heading form={form} set={set} />
        </div>
        <Look inspectionId={inspection.id} query={query} />
      </div>
    </Modal>
  )
}

/** Which version, how it is written, what becomes of what nobody approved, and in whose layout. */
function Kind({ form, set }: { form: ReportForm; set: Set }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const templates = useQuery({
    queryKey: ['templates', 'report'],
    queryFn: () =>
      call(client.GET('/api/v1/report-templates', { params: { query: { kind: 'report', limit: 200 } } })),
  })
  return (
    <>
      <fieldset className="bare">
        <legend className="fieldname">{t('inspections.report.version')}</legend>
        <Radio.Group
          value={form.version}
          options={options('report_version')}
          onChange={(event) => set({ version: event.target.value })}
        />
        <p className="small quiet">{t(`inspections.report.versionWhat.${form.version}`)}</p>
      </fieldset>
      {form.version === 'outer' && (
        <fieldset className="bare">
          <legend className="fieldname">{t('inspections.report.unapproved')}</legend>
          <Radio.Group
            value={form.unapproved}
            options={options('unapproved')}
            onChange={(event) => set({ unapproved: event.target.value })}
          />
          <Checkbox
            checked={form.stateOmission}
            onChange={(event) => set({ stateOmission: event.target.checked })}
          >
            {t('inspections.report.stateOmission')}
          </Checkbox>
        </fieldset>
      )}
      <Field label={t('inspections.report.profile')}>
        {(id) => (
          <Select
            id={id}
            value={form.profile}
            options={options('report_profile')}
            onChange={(profile: string) => set({ profile: profile as ReportForm['profile'] })}
          />
        )}
      </Field>
      <Field label={t('inspections.report.template')} help={t('inspections.report.templateWhat')}>
        {(id, described) => (
          <Select
            id={id}
            aria-describedby={described}
            value={form.templateId ?? 0}
            options={[
              { value: 0, label: t('inspections.report.standard') },
              ...(templates.data?.items ?? []).map((one) => ({
                value: one.id,
                label: `${one.name}(${one.unit.name})`,
              })),
            ]}
            onChange={(templateId: number) => set({ templateId: templateId || undefined })}
          />
        )}
      </Field>
    </>
  )
}

function Words({ form, set, inspection }: { form: ReportForm; set: Set; inspection: InspectionWhole }) {
  const { t } = useTranslation()
  const party = inspection.party ?? inspection.unit.name
  return (
    <>
      <Field label={t('inspections.report.name')} help={t('inspections.report.nameWhat')}>
        {(id, described) => (
          <Input
            id={id}
            aria-describedby={described}
            maxLength={200}
            value={form.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <div className="pairs">
        <Field label={t('inspections.report.issuer')}>
          {(id) => (
            <Input
              id={id}
              maxLength={120}
              placeholder={party}
              value={form.issuer}
              onChange={(event) => set({ issuer: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('inspections.report.issuedOn')} help={t('inspections.report.issuedOnWhat')}>
          {(id) => <DateField id={id} value={form.issuedOn} onChange={(issuedOn) => set({ issuedOn })} />}
        </Field>
      </div>
      {form.profile !== 'A' && (
        <Lines
          label={t('inspections.report.organization')}
          help={t('inspections.report.organizationWhat')}
          value={form.organization}
          maxLength={1200}
          onChange={(organization) => set({ organization })}
        />
      )}
      <Lines
        label={t('inspections.report.contacts')}
        help={t('inspections.report.perLine')}
        value={form.contacts}
        onChange={(contacts) => set({ contacts })}
      />
    </>
  )
}

/** What stands around the text of an official document; most reports need none of it. */
function Heading({ form, set }: { form: ReportForm; set: Set }) {
  const { t } = useTranslation()
  const perLine = t('inspections.report.perLine')
  return (
    <details>
      <summary>{t('inspections.report.heading')}</summary>
      <div className="stack" style={{ marginTop: 8 }}>
        <div className="pairs">
          <Field
            label={t('inspections.report.documentNumber')}
            help={t('inspections.report.documentNumberWhat')}
          >
            {(id, described) => (
              <Input
                id={id}
                aria-describedby={described}
                maxLength={60}
                value={form.documentNumber}
                onChange={(event) => set({ documentNumber: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('inspections.report.mark')} help={t('inspections.report.markWhat')}>
            {(id, described) => (
              <Input
                id={id}
                aria-describedby={described}
                maxLength={60}
                disabled={!form.documentNumber.trim()}
                value={form.mark}
                onChange={(event) => set({ mark: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Lines
          label={t('inspections.report.addressees')}
          help={perLine}
          value={form.addressees}
          onChange={(addressees) => set({ addressees })}
        />
        <Lines
          label={t('inspections.report.attachments')}
          help={perLine}
          value={form.attachments}
          onChange={(attachments) => set({ attachments })}
        />
        <Lines
          label={t('inspections.report.copies')}
          help={perLine}
          value={form.copies}
          onChange={(copies) => set({ copies })}
        />
        <div className="pairs">
          <Field label={t('inspections.report.printedBy')}>
            {(id) => (
              <Input
                id={id}
                maxLength={100}
                value={form.printedBy}
                onChange={(event) => set({ printedBy: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('inspections.report.printedOn')}>
            {(id) => (
              <DateField id={id} value={form.printedOn} onChange={(printedOn) => set({ printedOn })} />
            )}
          </Field>
        </div>
      </div>
    </details>
  )
}

interface LinesProps {
  label: string
  help: string
  value: string
  maxLength?: number
  onChange: (value: string) => void
}

function Lines({ label, help, value, maxLength = 1000, onChange }: LinesProps) {
  return (
    <Field label={label} help={help}>
      {(id, described) => (
        <Input.TextArea
          id={id}
          aria-describedby={described}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={maxLength}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

function Look({ inspectionId, query }: { inspectionId: number; query: ReturnType<typeof queryOf> }) {
  const asked = useDebounced(JSON.stringify(query), 500)
  const preview = useQuery({
    queryKey: ['inspections', inspectionId, 'preview', asked],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(
        client.GET('/api/v1/inspections/{inspection_id}/report-preview', {
          params: { path: { inspection_id: inspectionId }, query: JSON.parse(asked) },
          signal,
        }),
      ),
  })
  return (
    <ReportPreview
      preview={preview.data}
      error={preview.error}
      busy={preview.isFetching}
      onRetry={() => void preview.refetch()}
    />
  )
}
