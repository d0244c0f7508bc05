import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useBlobUrl } from './files/useBlobUrl'
import { Loading } from './Loading'
import { ProblemNotice } from './ProblemNotice'
import { printPicture } from './printLines'

interface Props {
  /** Told apart by this from other codes. */
  of: readonly unknown[]
  load: () => Promise<Blob>
  mediaType: string
  title: string
  /** What stands beneath it on paper. */
  lines: string[]
}

/** A code as people will scan it, to be printed and put up. */
export function PrintedCode({ of, load, mediaType, title, lines }: Props) {
  const { t } = useTranslation()
  const { url, error } = useBlobUrl(of, load, mediaType)
  if (error) return <ProblemNotice error={error} />
  if (!url) return <Loading />
  return (
    <div className="stack">
      <img src={url} alt={title} style={{ width: 200, maxWidth: '100%' }} />
      <div>
        <Button onClick={() => printPicture(title, url, lines)}>{t('common.print')}</Button>
      </div>
    </div>
  )
}
