import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchFile } from '@/api/attachments'
import { saveBlob } from '@/api/download'
import type { Attachment } from '@/api/types'
import { fileSize, moment } from '@/i18n/format'
import { useAnnounce } from '../announce'
import { Lightbox } from './Lightbox'
import { Thumbnail } from './Thumbnail'

/** Files as small pictures with their names, who brought them, and a download. */
export function EvidenceList({ files, none }: { files: Attachment[]; none?: string }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [shown, setShown] = useState<number | null>(null)
  if (files.length === 0) return none ? <p className="quiet small">{none}</p> : null
  return (
    <>
      <ul className="plain filelist">
        {files.map((file, index) => (
          <li key={file.id} id={`attachment-${file.id}`} tabIndex={-1}>
            <button type="button" className="link fileopen" onClick={() => setShown(index)}>
              <Thumbnail file={file} />
              <span className="wrap-anywhere">{file.name}</span>
            </button>
            <p className="small quiet">
              {fileSize(file.size)} · {file.created_by_name ?? t('common.files.fromPublic')} ·{' '}
              {moment(file.created_at)}{' '}
              <button
                type="button"
                className="link"
                aria-label={`${t('common.download')} ${file.name}`}
                onClick={() =>
                  void fetchFile(file.id).then((blob) => saveBlob(blob, file.name), announce.bad)
                }
              >
                {t('common.download')}
              </button>
            </p>
          </li>
        ))}
      </ul>
      {shown !== null && (
        <Lightbox files={files} index={shown} onIndex={setShown} onClose={() => setShown(null)} />
      )}
    </>
  )
}
