import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '@/api/queries'
import { fileSize } from '@/i18n/format'
import { sorted } from '@/ui/files/EvidenceUpload'
import { EVIDENCE_TYPES } from '@/ui/files/kinds'
import { Panel } from './Panel'

/** Files that go with it once it is registered. */
export function ChosenFiles({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const most = useMeta().data?.upload_max_bytes
  const [faults, setFaults] = useState<string[]>([])

  async function add(chosen: File[]): Promise<void> {
    const { good, bad } = await sorted(chosen, most)
    setFaults(
      bad.map(({ file, fault }) => t(`common.file.${fault}`, { name: file.name, most: fileSize(most ?? 0) })),
    )
    onChange([...files, ...good])
  }

  return (
    <Panel title={t('complaints.page.files')}>
      {faults.length > 0 && (
        <div className="notice bad" role="alert">
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
      <ul className="plain">
        {files.map((file) => (
          <li key={`${file.name}-${file.size}-${file.lastModified}`} className="row">
            <span className="wrap-anywhere">{file.name}</span>
            <span className="small quiet">{fileSize(file.size)}</span>
            <button
              type="button"
              className="link"
              aria-label={t('complaints.register.dropFile', { name: file.name })}
              onClick={() => onChange(files.filter((one) => one !== file))}
            >
              {t('common.clear')}
            </button>
          </li>
        ))}
      </ul>
      <div>
        <input
          id={id}
          className="sr"
          type="file"
          multiple
          accept={EVIDENCE_TYPES}
          aria-label={t('complaints.page.addFile')}
          onChange={(event) => {
            const chosen = Array.from(event.target.files ?? [])
            event.target.value = ''
            void add(chosen)
          }}
        />
        <Button
          size="small"
          tabIndex={-1}
          aria-hidden="true"
          className="for-file"
          onClick={() => document.getElementById(id)?.click()}
        >
          {t('complaints.page.addFile')}
        </Button>
      </div>
    </Panel>
  )
}
