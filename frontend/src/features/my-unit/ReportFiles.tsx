import { Button } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '@/api/queries'
import { fileSize } from '@/i18n/format'
import { EVIDENCE_TYPES } from '@/ui/Evidence'
import { fileFault } from '@/ui/fileFault'

interface Props {
  files: File[]
  onChange: (files: File[]) => void
}

/** Files to go with the words; one that would be refused is named here, before the words are sent. */
export function ReportFiles({ files, onChange }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const most = useMeta().data?.upload_max_bytes
  const [faults, setFaults] = useState<string[]>([])

  async function add(chosen: File[]): Promise<void> {
    const good: File[] = []
    const bad: string[] = []
    for (const file of chosen) {
      const fault = await fileFault(file, most)
      if (fault === null) good.push(file)
      else bad.push(t(`common.file.${fault}`, { name: file.name, most: fileSize(most ?? 0) }))
    }
    setFaults(bad)
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
              <Thumbnail file={file} />
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

function Thumbnail({ file }: { file: File }) {
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
