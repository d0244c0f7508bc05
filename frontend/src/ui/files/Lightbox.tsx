import { Button, Modal } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchFile, fetchPreview } from '@/api/attachments'
import { saveBlob } from '@/api/download'
import { isMissing } from '@/api/problem'
import type { Attachment } from '@/api/types'
import { fileSize, moment } from '@/i18n/format'
import { useAnnounce } from '../announce'
import { Loading } from '../Loading'
import { ProblemNotice } from '../ProblemNotice'
import { isPaper, isPhoto } from './kinds'
import { useBlobUrl } from './useBlobUrl'

interface Props {
  files: Attachment[]
  index: number
  onIndex: (index: number) => void
  onClose: () => void
}

/** One file large, and the ones beside it: by buttons, by the arrow keys. */
export function Lightbox({ files, index, onIndex, onClose }: Props) {
  const { t } = useTranslation()
  const file = files[index]
  if (!file) return null
  const go = (step: number) => onIndex((index + step + files.length) % files.length)
  const onKeyDown = (event: KeyboardEvent) => {
    if (files.length < 2 || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowLeft') go(-1)
    else if (event.key === 'ArrowRight') go(1)
  }
  return (
    <Modal
      open
      title={<span className="wrap-anywhere">{file.name}</span>}
      onCancel={onClose}
      width={920}
      style={{ top: 24 }}
      footer={<Downloads file={file} />}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys are a short cut of the two buttons */}
      <div onKeyDown={onKeyDown}>
        <Large key={file.id} file={file} />
        <div className="lightboxfoot">
          {files.length > 1 && (
            <span className="row">
              <Button onClick={() => go(-1)}>{t('common.files.previous')}</Button>
              <span role="status">{t('common.files.place', { place: index + 1, count: files.length })}</span>
              <Button onClick={() => go(1)}>{t('common.files.next')}</Button>
            </span>
          )}
          <span className="small quiet">
            {fileSize(file.size)} · {file.created_by_name ?? t('common.files.fromPublic')} ·{' '}
            {moment(file.created_at)} · {t(`common.files.scan.${file.scan}`)}
          </span>
        </div>
      </div>
    </Modal>
  )
}

/** Photos by the picture the service made, papers whole where the browser can show them. */
function Large({ file }: { file: Attachment }) {
  const { t } = useTranslation()
  const paper = isPaper(file.media_type) && navigator.pdfViewerEnabled
  const picture = !paper && file.preview === 'image'
  const { url, error } = useBlobUrl(
    [paper ? 'whole' : 'preview', file.id],
    paper ? () => fetchFile(file.id) : picture ? () => fetchPreview(file.id) : null,
    paper ? file.media_type : 'image/webp',
  )
  if ((!paper && !picture) || isMissing(error)) return <p>{t('common.noPreview')}</p>
  if (error) return <ProblemNotice error={error} />
  if (!url) return <Loading />
  if (paper) return <iframe className="lightboxpaper" src={url} title={file.name} />
  return (
    <>
      <img className="lightboximage" src={url} alt={file.name} />
      {isPaper(file.media_type) && <p className="small quiet">{t('common.files.firstPage')}</p>}
    </>
  )
}

function Downloads({ file }: { file: Attachment }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState<'original' | 'clean' | null>(null)
  async function save(copy?: 'clean'): Promise<void> {
    setBusy(copy ?? 'original')
    try {
      saveBlob(
        await fetchFile(file.id, copy),
        copy ? cleanName(file, t('common.files.cleanName')) : file.name,
      )
    } catch (refused) {
      announce.bad(refused)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      {isPhoto(file.media_type) && (
        <Button
          loading={busy === 'clean'}
          title={t('common.files.cleanWhat')}
          onClick={() => void save('clean')}
        >
          {t('common.files.clean')}
        </Button>
      )}
      <Button type="primary" loading={busy === 'original'} onClick={() => void save()}>
        {t('common.files.original')}
      </Button>
    </>
  )
}

/** Never the original's own name: who passes one of the two on must see which it is. */
function cleanName(file: Attachment, said: string): string {
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/s.exec(file.name) ?? []
  return `${stem}${said}${file.media_type === 'image/heic' ? '.jpg' : (ending ?? '')}`
}
