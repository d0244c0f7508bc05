import { Button, Modal, Progress } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { saveBlob } from '@/api/download'
import type { Attachment } from '@/api/types'
import { upload } from '@/api/upload'
import { fileSize, moment } from '@/i18n/format'
import { useAnnounce } from './announce'
import { Loading } from './Loading'
import { ProblemNotice } from './ProblemNotice'

export const EVIDENCE_TYPES = 'image/jpeg,image/png,image/webp,image/heic,.heic,.pdf,.docx,.xlsx'

export async function fetchFile(id: number): Promise<Blob> {
  const blob = await call(
    client.GET('/api/v1/attachments/{attachment_id}/content', {
      params: { path: { attachment_id: id } },
      parseAs: 'blob',
    }),
  )
  return blob as unknown as Blob
}

/** Files with their size, who brought them, a preview and a download. */
export function EvidenceList({ files, none }: { files: Attachment[]; none?: string }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [shown, setShown] = useState<Attachment | null>(null)
  if (files.length === 0) return none ? <p className="quiet small">{none}</p> : null
  return (
    <ul className="plain stack" style={{ gap: 4 }}>
      {files.map((file) => (
        <li key={file.id} className="row small">
          <button type="button" className="link wrap-anywhere" onClick={() => setShown(file)}>
            {file.name}
          </button>
          <span className="quiet">
            {fileSize(file.size)} · {file.created_by_name} · {moment(file.created_at)}
          </span>
          <button
            type="button"
            className="link"
            aria-label={`${t('common.download')} ${file.name}`}
            onClick={() => void fetchFile(file.id).then((blob) => saveBlob(blob, file.name), announce.bad)}
          >
            {t('common.download')}
          </button>
        </li>
      ))}
      {shown && <Preview file={shown} onClose={() => setShown(null)} />}
    </ul>
  )
}

function Preview({ file, onClose }: { file: Attachment; onClose: () => void }) {
  const { t } = useTranslation()
  const [url, setUrl] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const picture = ['image/jpeg', 'image/png', 'image/webp'].includes(file.media_type)
  const paper = file.media_type === 'application/pdf'

  useEffect(() => {
    if (!picture && !paper) return
    let made: string | null = null
    let gone = false
    fetchFile(file.id).then((blob) => {
      if (gone) return
      // The type is the one the service found out, not the one the browser guesses: nothing else is run.
      made = URL.createObjectURL(new Blob([blob], { type: file.media_type }))
      setUrl(made)
    }, setError)
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [file, picture, paper])

  return (
    <Modal open title={file.name} onCancel={onClose} footer={null} width={860}>
      <ProblemNotice error={error} />
      {!picture && !paper && <p>{t('common.noPreview')}</p>}
      {(picture || paper) && !url && !error && <Loading />}
      {url && picture && <img src={url} alt={file.name} style={{ maxWidth: '100%' }} />}
      {url && paper && (
        <iframe src={url} title={file.name} style={{ width: '100%', height: '70vh', border: 0 }} />
      )}
    </Modal>
  )
}

interface UploadProps {
  ownerType: 'rectification_item' | 'countersignature' | 'finding'
  ownerId: number
  label: string
  onDone: () => void
  primary?: boolean
}

/** Picks files (or, on a phone, takes a photo) and sends them with a bar that tells how far they are. */
export function EvidenceUpload({ ownerType, ownerId, label, onDone, primary }: UploadProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const id = useId()
  const [percent, setPercent] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [sending, setSending] = useState<string>()

  async function send(files: FileList | null): Promise<void> {
    setError(null)
    for (const file of Array.from(files ?? [])) {
      setPercent(0)
      setSending(file.name)
      try {
        await sendEvidence(ownerType, ownerId, file, setPercent)
        announce.good(t('finding.uploaded', { name: file.name }))
      } catch (refused) {
        setError(refused)
        break
      }
    }
    setPercent(null)
    onDone()
  }

  return (
    <div>
      <ProblemNotice error={error} subject={sending} />
      {percent === null ? (
        <>
          <input
            id={id}
            className="sr"
            type="file"
            multiple
            accept={EVIDENCE_TYPES}
            aria-label={label}
            onChange={(event) => {
              const { files } = event.target
              void send(files).finally(() => {
                event.target.value = ''
              })
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
        </>
      ) : (
        <span role="status" className="row small">
          {t('common.uploading', { percent })}
          <Progress percent={percent} showInfo={false} style={{ width: 160 }} />
        </span>
      )}
    </div>
  )
}

export function sendEvidence(
  ownerType: UploadProps['ownerType'],
  ownerId: number,
  file: File,
  onProgress: (percent: number) => void,
): Promise<Attachment> {
  return upload<Attachment>(
    '/api/v1/attachments',
    { owner_type: ownerType, owner_id: String(ownerId), file },
    onProgress,
  )
}
