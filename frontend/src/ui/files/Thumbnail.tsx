import { FileExcelOutlined, FilePdfOutlined, FileTextOutlined, PictureOutlined } from '@ant-design/icons'
import { useEffect, useRef, useState } from 'react'
import { fetchPreview } from '@/api/attachments'
import type { Attachment } from '@/api/types'
import { isPaper, isPhoto } from './kinds'
import { useBlobUrl } from './useBlobUrl'

/** A small picture of a file, fetched once it comes into sight; a sign of its kind where there is none. */
export function Thumbnail({ file }: { file: Attachment }) {
  const box = useRef<HTMLSpanElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element || file.preview !== 'image') return
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true)
      },
      { rootMargin: '200px' },
    )
    watch.observe(element)
    return () => watch.disconnect()
  }, [file.preview])
  const { url } = useBlobUrl(['preview', file.id], seen ? () => fetchPreview(file.id) : null, 'image/webp')
  return (
    <span ref={box} className="thumb" aria-hidden="true">
      {url ? <img src={url} alt="" /> : <Sign mediaType={file.media_type} />}
    </span>
  )
}

function Sign({ mediaType }: { mediaType: string }) {
  if (isPhoto(mediaType)) return <PictureOutlined />
  if (isPaper(mediaType)) return <FilePdfOutlined />
  return mediaType.includes('sheet') ? <FileExcelOutlined /> : <FileTextOutlined />
}
