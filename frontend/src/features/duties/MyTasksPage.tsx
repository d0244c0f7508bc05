import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { DueWords } from '@/ui/DueWords'
import { endOfDay } from '@/ui/due'
import { Empty } from '@/ui/Empty'
import { LinkButton } from '@/ui/LinkButton'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { useNow } from '@/ui/useNow'
import { may } from './acts'
import { refresh, useCampaign } from './queries'
import { ShareDialog } from './ShareDialog'
import type { Task } from './types'

/** The tasks of a campaign as my unit carries them out: split to departments and persons under the same numbers. */
export function MyTasksPage({ campaignId }: { campaignId: number }) {
  const { t } = useTranslation()
  const campaign = useCampaign(campaignId)
  const tasks = useTasks(campaignId, 'campaign')
  const shares = useTasks(campaignId, 'units')
  const error = campaign.error ?? tasks.error ?? shares.error
  if (error) return <ProblemNotice error={error} onRetry={() => void refresh()} />
  if (!campaign.data || !tasks.data || !shares.data) return <Loading />
  const own = rowsOf(tasks)
  const below = rowsOf(shares)
  return (
    <div className="phonepage">
      <PageHead title={t('duties.task.title', { title: campaign.data.title })}>
        <LinkButton to="/my-duties">{t('duties.mine.title')}</LinkButton>
      </PageHead>
      <p className="quiet small" style={{ marginBottom: 12 }}>
        {t('duties.task.intro')}
      </p>
      {own.length === 0 && <Empty title={t('duties.task.none')} />}
      {own.map((task) => (
        <section key={task.id} className="panel stack" aria-labelledby={`task-${task.id}-title`}>
          <TaskHead task={task} />
          <Shares of={task} all={below} />
        </section>
      ))}
      {shares.hasNextPage && (
        <ListFoot
          shown={below.length}
          total={shares.data.pages[0]?.total}
          capped={shares.data.pages[0]?.total_is_capped ?? false}
          hasMore
          loading={shares.isFetchingNextPage}
          onMore={() => void shares.fetchNextPage()}
        />
      )}
    </div>
  )
}

function useTasks(campaignId: number, of: 'campaign' | 'units') {
  return useInfiniteQuery({
    queryKey: ['campaign', campaignId, 'my-tasks', of],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/tasks', {
          params: { path: { campaign_id: campaignId }, query: { of, cursor: pageParam, limit: 200 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

function rowsOf(list: ReturnType<typeof useTasks>): Task[] {
  return list.data?.pages.flatMap((page) => page.items) ?? []
}

/** The shares of a task, and theirs: a department may split once more. */
function Shares({ of, all }: { of: Task; all: Task[] }) {
  const own = all.filter((share) => share.parent_id === of.id)
  if (own.length === 0) return null
  return (
    <ul className="plain shares">
      {own.map((share) => (
        <li key={share.id} id={`task-${share.id}`} tabIndex={-1} className="stack">
          <Arriving id={share.id} />
          <TaskHead task={share} share />
          <Shares of={share} all={all} />
        </li>
      ))}
    </ul>
  )
}

/** Goes to the share that the address names, once it is drawn. */
function Arriving({ id }: { id: number }) {
  useEffect(() => {
    const name = `task-${id}`
    if (window.location.hash === `#${name}`)
      document.getElementById(name)?.scrollIntoView({ block: 'center' })
  }, [id])
  return null
}

function TaskHead({ task, share = false }: { task: Task; share?: boolean }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const now = useNow(Number.POSITIVE_INFINITY, 60_000)
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join(t('duties.comma'))
  const Heading = share ? 'h3' : 'h2'
  return (
    <>
      <Heading id={`task-${task.id}-title`} className="wrap-anywhere">
        {task.number} {task.title}
      </Heading>
      <p className="row small">
        {task.done_on ? (
          <span className="chip good">{t('duties.task.doneOn', { on: task.done_on })}</span>
        ) : task.due_on ? (
          <DueWords dueAt={endOfDay(task.due_on)} now={now} />
        ) : (
          task.due_kind && (
            <span className="chip">{task.due_text ?? label('task_due_kind', task.due_kind)}</span>
          )
        )}
        {share && task.unit && <span className="chip">{task.unit.name}</span>}
        {!share && (
          <span className="chip blue">
            {t('duties.task.shares', { done: task.shares_done, total: task.shares_total })}
          </span>
        )}
      </p>
      {task.target && <p className="wrap-anywhere">{task.target}</p>}
      <p className="small quiet">
        {task.departments.length > 0 && t('duties.task.departments', { names: names(task.departments) })}{' '}
        {task.persons.length > 0 && t('duties.task.persons', { names: names(task.persons) })}
      </p>
      {task.done_note && <p className="small">{task.done_note}</p>}
      <TaskActs task={task} />
    </>
  )
}

function TaskActs({ task }: { task: Task }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [act, setAct] = useState<'share' | 'done' | null>(null)
  const at = { path: { task_id: task.id }, header: { 'if-match': ifMatch(task.version) } }
  const done = (words: string) => {
    setAct(null)
    announce.good(words)
    refresh()
  }
  const undo = () =>
    void call(client.POST('/api/v1/campaign-tasks/{task_id}/undone', { params: at })).then(
      () => done(t('duties.task.undone')),
      announce.bad,
    )
  return (
    <div className="actlist">
      {may(task, 'share') && (
        <Button onClick={() => setAct('share')} aria-label={t('duties.task.splitOf', { title: task.title })}>
          {t('duties.task.split')}
        </Button>
      )}
      {may(task, 'done') && (
        <Button type="primary" onClick={() => setAct('done')}>
          {t('duties.task.finish')}
        </Button>
      )}
      {may(task, 'undone') && <Button onClick={undo}>{t('duties.task.reopen')}</Button>}
      {act === 'share' && (
        <ShareDialog
          task={task}
          onClose={() => setAct(null)}
          onDone={() => done(t('duties.task.splitDone'))}
        />
      )}
      {act === 'done' && (
        <ReasonDialog
          title={t('duties.task.finishTitle', { title: task.title })}
          okText={t('duties.task.finish')}
          label={t('duties.task.note')}
          required={false}
          run={(note) =>
            call(
              client.POST('/api/v1/campaign-tasks/{task_id}/done', {
                params: at,
                body: { note: note || undefined },
              }),
            )
          }
          onDone={() => done(t('duties.task.finished'))}
          onClose={() => setAct(null)}
        />
      )}
    </div>
  )
}
