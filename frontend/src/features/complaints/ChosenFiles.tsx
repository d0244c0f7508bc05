import { useTranslation } from 'react-i18next'
import { fileSize } from '@/i18n/format'
import { FileFaults, FilePick, usePickedFiles } from '@/ui/files/FilePick'
import { Panel } from './Panel'

/** Files that go with it once it is registered. */
export function ChosenFiles({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) {
  const { t } = useTranslation()

  const { faults, take } = usePickedFiles((good) => onChange([...files, ...good]))

  return (
    <Panel title={t('complaints.page.files')}>
      <FileFaults faults={faults} />
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
      <FilePick label={t('complaints.page.addFile')} onPick={(picked) => void take(picked)} />
    </Panel>
  )
}
