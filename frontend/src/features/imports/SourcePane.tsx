import { Button, Checkbox } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchFile } from '@/api/attachments'
import { saveBlob } from '@/api/download'
import type { ImportDraft } from '@/api/types'
import { fileSize } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { useDesk } from './desk'
import { type Lit, SourceText } from './SourceText'
import type { Marks } from './segments'

interface Props {
  marks: Marks
  lit: Lit
  onPick: (offset: number) => void
}

/** The document as it was read: its headings, its text, and what no field holds. */
export function SourcePane({ marks, lit, onPick }: Props) {
  const { t } = useTranslation()
  const { draft, text } = useDesk()
  const [shaded, setShaded] = useState(true)
  return (
    <>
      <header>
        <h2>{t('imports.source')}</h2>
        <Original file={draft.file} />
        <span className="small quiet wide-only">{t('imports.legend')}</span>
      </header>
      {draft.outline.length > 0 && <Outline headings={draft.outline} />}
      {draft.unread.length > 0 && (
        <div className="panestrip">
          <Checkbox checked={shaded} onChange={(event) => setShaded(event.target.checked)}>
            {t('imports.reading.markUnread', { count: draft.unread.length })}
          </Checkbox>
          <UnreadSteps />
        </div>
      )}
      <div className={`sourcebox${shaded ? '' : ' plain'}`}>
        <SourceText text={text} marks={marks} lit={lit} onPick={onPick} />
      </div>
    </>
  )
}

/** The file as it was sent, for whoever wants to see it as it was printed. */
function Original({ file }: { file: ImportDraft['file'] }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  async function save(): Promise<void> {
    setBusy(true)
    try {
      saveBlob(await fetchFile(file.id), file.name)
    } catch (refused) {
      announce.bad(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <span className="small quiet wrap-anywhere">
        {file.name} · {fileSize(file.size)}
      </span>
      <Button size="small" loading={busy} onClick={() => void save()}>
        {t('common.files.original')}
      </Button>
    </>
  )
}

/** One unread stretch after the other. */
function UnreadSteps() {
  const { t } = useTranslation()
  const { draft, jump } = useDesk()
  const at = useRef(-1)
  const [place, setPlace] = useState(0)
  const count = draft.unread.length
  const go = (step: number) => {
    const next = at.current < 0 ? (step > 0 ? 0 : count - 1) : (at.current + step + count) % count
    at.current = next
    setPlace(next + 1)
    jump(draft.unread[next] as readonly number[])
  }
  return (
    <span className="row">
      <Button size="small" onClick={() => go(-1)}>
        {t('imports.reading.previousUnread')}
      </Button>
      <Button size="small" onClick={() => go(1)}>
        {t('imports.reading.nextUnread')}
      </Button>
      <span className="small quiet" role="status">
        {place > 0 && t('common.files.place', { place, count })}
      </span>
    </span>
  )
}

type Heading = ImportDraft['outline'][number]

/** The headings as a table of contents. */
function Outline({ headings }: { headings: readonly Heading[] }) {
  const { t } = useTranslation()
  const count = useMemo(() => countOf(headings), [headings])
  return (
    <details className="fold outline">
      <summary>{t('imports.reading.outline', { count })}</summary>
      <nav aria-label={t('imports.reading.outlineOf')}>
        <Headings headings={headings} />
      </nav>
    </details>
  )
}

function countOf(headings: readonly Heading[]): number {
  return headings.reduce((sum, heading) => sum + 1 + countOf(heading.children), 0)
}

function Headings({ headings }: { headings: readonly Heading[] }) {
  const { jump } = useDesk()
  return (
    <ol className="plain">
      {headings.map((heading) => (
        <li key={heading.span[0]}>
          <button type="button" className="link clamp2" onClick={() => jump(heading.span)}>
            {heading.number} {heading.title}
          </button>
          {heading.children.length > 0 && <Headings headings={heading.children} />}
        </li>
      ))}
    </ol>
  )
}
