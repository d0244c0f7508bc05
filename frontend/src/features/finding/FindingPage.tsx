import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchFile } from '@/api/attachments'
import { call, client } from '@/api/client'
import { saveBlob } from '@/api/download'
import { queryClient } from '@/api/queries'
import type { Finding } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { DueDate } from '@/ui/DueDate'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { Light } from '@/ui/Light'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ClosureChip, StatusChip, WorkChip } from '@/ui/StateChips'
import { ActionPanel } from './ActionPanel'
import { Closure } from './Closure'
import { Facts } from './Facts'
import { Measures } from './Measures'
import { Publication } from './Publication'
import { Requests } from './Requests'
import { TimeLine } from './TimeLine'

interface Props {
  findingId: number
  /** What other rooms know of the finding, put together by the routes. */
  beside?: (finding: Finding) => ReactNode
}

export function FindingPage({ findingId, beside }: Props) {
  const finding = useQuery({
    queryKey: ['finding', findingId],
    queryFn: () =>
      call(client.GET('/api/v1/findings/{finding_id}', { params: { path: { finding_id: findingId } } })),
  })
  if (finding.error && !finding.data)
    return <ProblemNotice error={finding.error} onRetry={() => void finding.refetch()} />
  if (!finding.data) return <Loading />
  return <Whole finding={finding.data} beside={beside?.(finding.data)} />
}

/** After any act everything that may show the finding is asked again. */
function refresh(id: number): void {
  void queryClient.invalidateQueries({ queryKey: ['finding', id] })
  for (const key of ['findings', 'today', 'items', 'inspections'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}

function Whole({ finding, beside }: { finding: Finding; beside: ReactNode }) {
  const { t } = useTranslation()
  const done = () => refresh(finding.id)
  return (
    <>
      <PageHead
        title={t('finding.title', { code: finding.code })}
        extra={
          <span className="row">
            <Light light={finding.light} />
            <WorkChip line={finding} />
            <StatusChip line={finding} />
            {finding.closure_state !== 'none' && <ClosureChip line={finding} />}
            {finding.key_matter && <span className="chip key">{t('ledger.keyMatter')}</span>}
            {finding.voided && <span className="chip bad">{t('finding.voided')}</span>}
            <DueDate on={finding.due_on} running={finding.light !== 'grey'} />
          </span>
        }
      />
      <div className="findingcols">
        <div>
          <section className="panel">
            <p className="problemtext pre">{finding.problem}</p>
          </section>
          <Measures finding={finding} onDone={done} />
          <Requests finding={finding} onDone={done} />
          <Closure finding={finding} onDone={done} />
          <Publication findingId={finding.id} onDone={done} />
          {beside}
          <Facts finding={finding} />
          <Excerpt finding={finding} />
          {finding.files.length > 0 && (
            <section className="panel">
              <h2>{t('finding.files')}</h2>
              <EvidenceList files={finding.files} />
            </section>
          )}
          <TimeLine findingId={finding.id} />
        </div>
        <aside aria-label={t('finding.actions')}>
          <ActionPanel finding={finding} onDone={done} />
        </aside>
      </div>
    </>
  )
}

/** The sentence the finding was read from, marked within its surroundings. */
function Excerpt({ finding }: { finding: Finding }) {
  const { t } = useTranslation()
  const paper = finding.document
  if (!paper) return null
  const text = paper.excerpt ?? ''
  const begin = paper.excerpt_start ?? 0
  const characters = Array.from(text)
  const from = paper.span ? Math.max(0, (paper.span[0] ?? 0) - begin) : 0
  const to = paper.span ? Math.min(characters.length, (paper.span[1] ?? 0) - begin) : 0
  const cut = (start: number, end?: number) => characters.slice(start, end).join('')
  return (
    <section className="panel" aria-labelledby="excerpt-title">
      <h2 id="excerpt-title">{t('finding.excerpt')}</h2>
      <p className="small quiet" style={{ marginBottom: 6 }}>
        {paper.title}
        {paper.number ? ` · ${paper.number}` : ''}
        {paper.issued_on ? ` · ${paper.issued_on}` : ''}
      </p>
      {paper.file_id !== null && <SourceFile fileId={paper.file_id} title={paper.title} />}
      {text && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <blockquote className="quote" tabIndex={0} aria-labelledby="excerpt-title">
          {cut(0, from)}
          <mark>{cut(from, to)}</mark>
          {cut(to)}
        </blockquote>
      )}
    </section>
  )
}

function SourceFile({ fileId, title }: { fileId: number; title: string }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  async function save(): Promise<void> {
    try {
      const file = await call(
        client.GET('/api/v1/attachments/{attachment_id}', { params: { path: { attachment_id: fileId } } }),
      )
      saveBlob(await fetchFile(fileId), file.name || title)
    } catch (refused) {
      announce.bad(refused)
    }
  }
  return (
    <button type="button" className="link small" onClick={() => void save()}>
      {t('finding.download')}
    </button>
  )
}
