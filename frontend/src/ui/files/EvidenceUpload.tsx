import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Owner } from '@/api/attachments'
import { useMeta } from '@/api/queries'
import { fileSize } from '@/i18n/format'
import { useAnnounce } from '../announce'
import { fileFault } from './fileFault'
import { EVIDENCE_TYPES } from './kinds'
import { Transfers } from './Transfers'
import { useUploads } from './useUploads'

interface Props {
  owner: Owner
  label: string
  onDone: () => void
  primary?: boolean
}

/** Picks files (or, on a phone, takes a photo) and sends them as they are: evidence is kept as it was made. */
export function EvidenceUpload({ owner, label, onDone, primary }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const id = useId()
  const most = useMeta().data?.upload_max_bytes
  const [faults, setFaults] = useState<string[]>([])
  const uploads = useUploads(owner, (made) => {
    announce.good(t('finding.uploaded', { name: made.name }))
    onDone()
  })

  async function send(chosen: File[]): Promise<void> {
    const { good, bad } = await sorted(chosen, most)
    setFaults(
      bad.map(({ file, fault }) => t(`common.file.${fault}`, { name: file.name, most: fileSize(most ?? 0) })),
    )
    uploads.add(good)
  }

  return (
    <div className="stack">
      {faults.length > 0 && (
        <div className="notice bad" role="alert">
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
      <Transfers uploads={uploads} />
      <div>
        <input
          id={id}
          className="sr"
          type="file"
          multiple
          accept={EVIDENCE_TYPES}
          aria-label={label}
          onChange={(event) => {
            const chosen = Array.from(event.target.files ?? [])
            event.target.value = ''
            void send(chosen)
          }}
        />
        <Button
          size="small"
          type={primary ? 'primary' : 'default'}
          tabIndex={-1}
          aria-hidden="true"
          className="for-file"
          onClick={() => document.getElementById(id)?.click()}
        >
          {label}
        </Button>
      </div>
    </div>
  )
}

/** What may go, and what would be refused and why; before anything is sent. */
export async function sorted(chosen: File[], most: number | undefined) {
  const good: File[] = []
  const bad: { file: File; fault: 'empty' | 'large' | 'kind' }[] = []
  for (const file of chosen) {
    const fault = await fileFault(file, most)
    if (fault === null) good.push(file)
    else bad.push({ file, fault })
  }
  return { good, bad }
}
