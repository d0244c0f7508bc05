import { useTranslation } from 'react-i18next'
import type { Owner } from '@/api/attachments'
import { useAnnounce } from '../announce'
import { FileFaults, FilePick, usePickedFiles } from './FilePick'
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
  const uploads = useUploads(owner, (made) => {
    announce.good(t('finding.uploaded', { name: made.name }))
    onDone()
  })

  const { faults, take } = usePickedFiles(uploads.add)

  return (
    <div className="stack">
      <FileFaults faults={faults} />
      <Transfers uploads={uploads} />
      <FilePick label={label} type={primary ? 'primary' : 'default'} onPick={(files) => void take(files)} />
    </div>
  )
}
