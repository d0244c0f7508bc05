import { Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, useMeta } from '@/api/queries'
import { fileSize } from '@/i18n/format'
import { Field } from '@/ui/fields'
import { UploadList } from './UploadList'
import { useUploadQueue } from './useUploadQueue'

const ACCEPTED = '.docx,.doc,.wps,.rtf,.pdf,.xlsx,.xls,.et,.ods,.csv,.txt,.md,.html,.htm,.mht'

export function DropZone() {
  const { t } = useTranslation()
  const id = useId()
  const [over, setOver] = useState(false)
  const most = useMeta().data?.upload_max_bytes
  const offices = (useMe().data?.appointments ?? []).filter((entry) => entry.role === 'clerk')
  const [chosen, setChosen] = useState<number | null>(null)
  const office = chosen ?? offices[0]?.unit.id
  const { queue, add, dispatch } = useUploadQueue(office)

  return (
    <>
      {offices.length > 1 && (
        <div style={{ maxWidth: 360, marginBottom: 12 }}>
          <Field label={t('imports.forUnit')}>
            {(field) => (
              <Select
                id={field}
                style={{ width: '100%' }}
                value={office}
                options={offices.map((entry) => ({ value: entry.unit.id, label: entry.unit.name }))}
                onChange={setChosen}
              />
            )}
          </Field>
        </div>
      )}
      <label
        htmlFor={id}
        className={`dropzone${over ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          add(Array.from(event.dataTransfer.files))
        }}
      >
        <strong>{over ? t('imports.dropHere') : t('imports.drop')}</strong>
        <span className="quiet small">
          {t('imports.formats')}
          {most !== undefined && ` · ${t('common.file.limit', { most: fileSize(most) })}`}
        </span>
        <input
          id={id}
          type="file"
          className="sr"
          multiple
          accept={ACCEPTED}
          onChange={(event) => {
            add(Array.from(event.target.files ?? []))
            event.target.value = ''
          }}
        />
      </label>
      <UploadList queue={queue} dispatch={dispatch} />
    </>
  )
}
