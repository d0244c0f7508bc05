import { Button, Checkbox } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fileSize } from '@/i18n/format'
import { FileFaults, FilePick, usePickedFiles } from '@/ui/files/FilePick'
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

  const { faults, take } = usePickedFiles((good) => onChange([...files, ...good]))

  return (
    <div className="stack" style={{ gap: 8 }}>
      <label htmlFor={id} className="small quiet">
        {t('myUnit.photo')}
      </label>
      <FileFaults faults={faults} />
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
      <FilePick id={id} label={t('myUnit.pickFile')} size="large" onPick={(picked) => void take(picked)} />
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
