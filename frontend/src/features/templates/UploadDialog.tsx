import { Input, Modal, Progress, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultsOf } from '@/api/problem'
import { useLabels } from '@/api/queries'
import type { Template, TemplateKind } from '@/api/types'
import { upload } from '@/api/upload'
import { Field, UnitSelect } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { type TemplateFault, templateFaults } from './faults'

interface Props {
  onClose: () => void
  onDone: (made: Template) => void
}

/** Uploading a template: the service checks it first and says what is wrong, paragraph by paragraph. */
export function UploadDialog({ onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<TemplateKind>('report')
  const [unitId, setUnitId] = useState<number>()
  const [file, setFile] = useState<File | null>(null)
  const [percent, setPercent] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const fields = faultsOf(error)
  const faults = templateFaults(error)

  async function send(): Promise<void> {
    if (!file) return
    setError(null)
    setPercent(0)
    try {
      const sent = { file, name: name.trim(), kind, ...(unitId ? { unit_id: String(unitId) } : {}) }
      onDone(await upload<Template>('/api/v1/report-templates', sent, setPercent))
    } catch (refused) {
      setError(refused)
    } finally {
      setPercent(null)
    }
  }

  return (
    <Modal
      open
      title={t('templates.uploadTitle')}
      width={620}
      okText={t('templates.upload')}
      okButtonProps={{ disabled: !file || !name.trim(), loading: percent !== null }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{t('templates.uploadWhat')}</p>
        {faults.length > 0 ? (
          <Faults faults={faults} />
        ) : (
          <ProblemNotice error={error} subject={file?.name ?? ''} />
        )}
        <Field label={t('templates.name')} help={t('templates.nameHelp')} fault={fields.name} required>
          {(id, described, invalid) => (
            <Input
              id={id}
              aria-describedby={described}
              aria-invalid={invalid}
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('templates.kind')}>
          {(id) => (
            <Select
              id={id}
              value={kind}
              options={options('template_kind')}
              onChange={(chosen: string) => setKind(chosen as TemplateKind)}
            />
          )}
        </Field>
        <Field label={t('templates.unit')} help={t('templates.unitHelp')} fault={fields.unit_id}>
          {(id) => <UnitSelect id={id} value={unitId} onChange={setUnitId} />}
        </Field>
        <Choice file={file} busy={percent !== null} onChoose={setFile} />
        {percent !== null && <Progress percent={percent} size="small" />}
      </div>
    </Modal>
  )
}

function Choice(props: { file: File | null; busy: boolean; onChoose: (file: File) => void }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="row">
      <input
        id={id}
        className="sr"
        type="file"
        accept=".docx"
        aria-label={t('templates.file')}
        disabled={props.busy}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          event.target.value = ''
          if (chosen) props.onChoose(chosen)
        }}
      />
      <label htmlFor={id} className="for-file filebutton">
        {props.file ? t('templates.another') : t('templates.file')}
      </label>
      <span className="wrap-anywhere">{props.file?.name}</span>
    </div>
  )
}

/** Each fault on its own line, with the place it stands at. */
function Faults({ faults }: { faults: TemplateFault[] }) {
  const { t } = useTranslation()
  return (
    <div className="notice bad" role="alert">
      <strong>{t('templates.faults')}</strong>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.place} ${fault.message}`} className="wrap-anywhere">
            {fault.place && <b>{fault.place} </b>}
            {fault.message}
          </li>
        ))}
      </ul>
    </div>
  )
}
