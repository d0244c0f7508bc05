import { Button, Checkbox } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '@/api/queries'
import { fileSize } from '@/i18n/format'
import { sorted } from '@/ui/files/EvidenceUpload'
import { EVIDENCE_TYPES } from '@/ui/files/kinds'
import { isReducible } from '@/ui/files/reduce'

interface Props {
  files: File[]
  onChange: (files: File[]) => void
  reduce: boolean
  onReduce: (reduce: boolean) => void
}

/** Files to go with the words; one that would be refused is named here, before the words are sent. */
export function ReportFiles({ files, onChange, reduce, onReduce }: Props) {
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
    <div className="stack" style={{ gap: 8 }}>
      <label htmlFor={id} className="small quiet">
        {t('myUnit.photo')}
      </label>
      {faults.length > 0 && (
        <div className="notice bad" role="alert">
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
      {files.length > 0 && (
        <ul className="plain stack" style={{ gap: 6 }}>
          {files.map((file, index) => (
            <li key={`${file.name}-${file.lastModified}-${index}`} className="row">
              <Chosen file={file} />
              <span className="grow small wrap-anywhere">
                {file.name} <span className="quiet">{fileSize(file.size)}</span>
              </span>
              <Button
                aria-label={t('myUnit.removeFile', { name: file.name })}
                onClick={() => onChange(files.filter((_, place) => place !== index))}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      )}
      {files.some(isReducible) && (
        <Checkbox checked={reduce} onChange={(event) => onReduce(event.target.checked)}>
          {t('myUnit.reduce')}
          <span className="small quiet" style={{ display: 'block' }}>
            {t('myUnit.reduceWhat')}
          </span>
        </Checkbox>
      )}
      <div>
        <input
          id={id}
          className="sr"
          type="file"
          multiple
          accept={EVIDENCE_TYPES}
          onChange={(event) => {
            const chosen = Array.from(event.target.files ?? [])
            event.target.value = ''
            void add(chosen)
          }}
        />
        <Button
          size="large"
          tabIndex={-1}
          aria-hidden="true"
          className="for-file"
          onClick={() => document.getElementById(id)?.click()}
        >
          {t('myUnit.pickFile')}
        </Button>
      </div>
    </div>
  )
}

function Chosen({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null)
  const picture = /^image\/(jpeg|png|webp)$/.test(file.type)
  useEffect(() => {
    if (!picture) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file, picture])
  if (!url) return null
  return <img src={url} alt="" width={56} height={56} style={{ objectFit: 'cover', borderRadius: 4 }} />
}
