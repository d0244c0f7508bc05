import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { queryClient, useAccount } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { EvidenceUpload } from '@/ui/files/EvidenceUpload'
import type { AlikeText } from '@/ui/likeness'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useOnline } from '@/ui/useOnline'
import { useSubmit } from '@/ui/useSubmit'
import { may } from './acts'
import { bodyOf, type Content, isSame, type Lack, lacksOf, savedContent, wordsOf } from './content'
import { keepContent, keptContent } from './kept'
import { PartForm } from './PartForm'
import { refresh } from './queries'
import { SendDialog } from './SendDialog'
import type { Duty, DutyField } from './types'

interface Props {
  duty: Duty
  onRows: (field: DutyField) => void
}

/** Written on this device as it is typed, on the service when it is saved or sent. */
export function DutyForm({ duty, onRows }: Props) {
  const { t } = useTranslation()
  const online = useOnline()
  const announce = useAnnounce()
  const box = useRef<HTMLDivElement>(null)
  const typed = useTyped(duty)
  const [lacks, setLacks] = useState<Lack[]>([])
  const [sending, setSending] = useState(false)
  const [alike, setAlike] = useState<AlikeText[]>([])
  const saving = useSubmit({
    run: () => saved(duty, typed.content),
    onDone: () => {
      typed.forget()
      announce.good(t('duties.form.saved'))
      refresh()
    },
    onReload: typed.reload,
    typed: () => wordsOf(duty.parts, typed.content),
  })
  const change = (content: Content) => {
    typed.change(content)
    if (lacks.length > 0) setLacks(lacking(duty, content))
  }
  const send = () => {
    const found = lacking(duty, typed.content)
    setLacks(found)
    if (found.length === 0) return setSending(true)
    // Drawn first, then gone to.
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>('[data-fault] :is(input, textarea)')?.focus(),
    )
  }
  const why = duty.allowed_actions.find(({ action }) => action === 'submit')?.reason
  return (
    <div ref={box} className="dutyform">
      {typed.kept === 'stale' && (
        <div className="notice warn" role="status">
          {t('duties.form.stale')}{' '}
          <Button size="small" onClick={typed.drop}>
            {t('duties.form.takeTheirs')}
          </Button>
        </div>
      )}
      {!online && (
        <div className="notice warn" role="status">
          {t('duties.form.offline')}
        </div>
      )}
      <ProblemNotice error={saving.error} />
      {duty.kind !== 'report' && <Files duty={duty} />}
      {duty.parts.map((part) => (
        <PartForm
          key={part.code}
          part={part}
          content={typed.content}
          lacks={lacks}
          byFile={isByFile(duty)}
          alike={alike.filter(({ pointer }) => pointer === `/body/parts/${part.code}/text`)}
          onChange={change}
          onRows={onRows}
        />
      ))}
      {duty.kind === 'report' && <Files duty={duty} />}
      {lacks.length > 0 && (
        <p className="notice bad" role="alert">
          {t('duties.form.lacks', { count: lacks.length })}
        </p>
      )}
      <div className="sendbar">
        <Button size="large" loading={saving.busy} disabled={!typed.dirty} onClick={saving.send}>
          {t('duties.form.save')}
        </Button>
        {may(duty, 'submit') ? (
          <Button type="primary" size="large" onClick={send}>
            {t('duties.form.send')}
          </Button>
        ) : (
          <span className="small quiet">{why}</span>
        )}
        <span className="small quiet" role="status">
          {typed.dirty ? (typed.kept ? t('duties.form.kept') : t('duties.form.unkept')) : ''}
        </span>
      </div>
      {sending && (
        <SendDialog
          duty={duty}
          content={typed.content}
          save={() => (typed.dirty ? saved(duty, typed.content) : Promise.resolve(duty))}
          onClose={(found) => {
            setSending(false)
            setAlike(found)
          }}
          onReload={typed.reload}
          onSent={() => {
            typed.forget()
            setSending(false)
            announce.good(t('duties.form.sent'))
            refresh()
          }}
        />
      )}
      {saving.conflict}
    </div>
  )
}

function lacking(duty: Duty, content: Content): Lack[] {
  return lacksOf(duty.parts, content, isByFile(duty))
}

/** A plan or a deliverable may be a paper; the parts of reports are put together, so they are written. */
function isByFile(duty: Duty): boolean {
  return duty.kind !== 'report' && duty.files.length > 0
}

/** What is on the service becomes what the page knows, so that a second try goes on from there. */
async function saved(duty: Duty, content: Content): Promise<Duty> {
  const answer = await call(
    client.PATCH('/api/v1/duties/{duty_id}', {
      params: { path: { duty_id: duty.id }, header: { 'if-match': ifMatch(duty.version) } },
      body: bodyOf(duty.parts, content),
    }),
  )
  queryClient.setQueryData(['duty', duty.id], answer)
  return answer
}

/** What is typed: kept on this device until the service has it. */
function useTyped(duty: Duty) {
  const account = useAccount() ?? 0
  const there = savedContent(duty.parts)
  const [content, setContent] = useState(() => keptContent(account, duty.id)?.content ?? there)
  const [kept, setKept] = useState<'stale' | 'kept' | null>(() => {
    const found = keptContent(account, duty.id)
    if (!found || isSame(found.content, there)) return null
    return found.version === duty.version ? 'kept' : 'stale'
  })
  const forget = () => {
    keepContent(account, duty.id, null)
    setKept(null)
  }
  const take = (from: Duty) => {
    forget()
    setContent(savedContent(from.parts))
  }
  return {
    content,
    kept,
    dirty: !isSame(bodyOf(duty.parts, content), bodyOf(duty.parts, there)),
    change: (next: Content) => {
      setContent(next)
      setKept(keepContent(account, duty.id, { version: duty.version, content: next }) ? 'kept' : null)
    },
    forget,
    drop: () => take(duty),
    /** The newest there is takes the place of what was typed; the dialog of the conflict offered to copy it. */
    reload: () => {
      void queryClient
        .fetchQuery<Duty>({
          queryKey: ['duty', duty.id],
          queryFn: () =>
            call(client.GET('/api/v1/duties/{duty_id}', { params: { path: { duty_id: duty.id } } })),
          staleTime: 0,
        })
        .then(take)
    },
  }
}

function Files({ duty }: { duty: Duty }) {
  const { t } = useTranslation()
  return (
    <section className="panel stack" aria-labelledby="files-title">
      <h2 id="files-title">{t('duties.page.files')}</h2>
      <p className="small quiet">
        {duty.kind === 'report' ? t('duties.form.filesOptional') : t('duties.form.filesInstead')}
      </p>
      <EvidenceList files={duty.files} />
      <EvidenceUpload
        owner={{ type: 'duty', id: duty.id }}
        label={t('duties.form.addFile')}
        onDone={refresh}
      />
    </section>
  )
}
