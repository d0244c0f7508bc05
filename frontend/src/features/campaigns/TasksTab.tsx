import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { DueDate } from '@/ui/DueDate'
import { Empty } from '@/ui/Empty'
import { LinkButton } from '@/ui/LinkButton'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { dueWords } from './dueWords'
import { editableOf } from './editable'
import { FillDialog } from './FillDialog'
import { useTasks } from './queries'
import { TaskDialog } from './TaskDialog'
import { TaskPanel } from './TaskPanel'
import type { Campaign, Task } from './types'
import { useArrival } from './useArrival'

interface Props {
  campaign: Campaign
  at: string | undefined
}

/** The three lists: what is to be reached, by when, by whom; a task says what it lacks. */
export function TasksTab({ campaign, at }: Props) {
  const { t } = useTranslation()
  const { tasks: edit } = editableOf(campaign)
  const [chosen, setChosen] = useState<Set<number>>(new Set())
  const [filling, setFilling] = useState(false)
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<number | null>(null)
  const list = useTasks(campaign.id)
  const tasks = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  const columns = useColumns(at, setOpened)
  const picked = tasks.filter((task) => chosen.has(task.id))
  const open = tasks.find((task) => task.id === opened)
  const { counts } = campaign
  return (
    <section aria-labelledby="tasks-title">
      <h2 id="tasks-title" className="sr">
        {t('campaigns.tab.tasks')}
      </h2>
      <div className="row" style={{ marginBottom: 10 }}>
        <p className="grow">
          {t('campaigns.task.counts', { total: number(counts.tasks), done: number(counts.tasks_done) })}{' '}
          {counts.tasks_lacking > 0 && (
            <span className="chip bad">{t('campaigns.task.lacking', { count: counts.tasks_lacking })}</span>
          )}
        </p>
        {campaign.allowed_actions.some(({ action }) => action === 'share_tasks') && (
          <LinkButton to="/campaigns/$campaignId/my-tasks" params={{ campaignId: String(campaign.id) }}>
            {t('campaigns.task.share')}
          </LinkButton>
        )}
        {edit && tasks.length > 0 && (
          <Button onClick={() => setFilling(true)}>
            {picked.length > 0
              ? t('campaigns.task.fillChosen', { count: picked.length })
              : t('campaigns.task.fillAll')}
          </Button>
        )}
        {edit && <Button onClick={() => setAdding(true)}>{t('campaigns.task.add')}</Button>}
      </div>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && tasks.length === 0 && <Empty title={t('campaigns.task.none')} />}
      {tasks.length > 0 && (
        <DenseTable
          caption={t('campaigns.tab.tasks')}
          columns={columns}
          rows={tasks}
          idOf={(task) => task.id}
          {...(edit
            ? {
                selection: {
                  chosen,
                  onChange: setChosen,
                  nameOf: (id: number) => tasks.find((task) => task.id === id)?.title ?? '',
                },
              }
            : {})}
          foot={
            first &&
            list.hasNextPage && (
              <ListFoot
                shown={tasks.length}
                total={first.total}
                capped={first.total_is_capped}
                hasMore={list.hasNextPage}
                loading={list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
              />
            )
          }
        />
      )}
      {open && <TaskPanel campaign={campaign} task={open} onClose={() => setOpened(null)} />}
      {adding && (
        <TaskDialog
          campaign={campaign}
          task={null}
          numbers={tasks.map(({ number }) => number)}
          onClose={() => setAdding(false)}
        />
      )}
      {filling && (
        <FillDialog
          campaign={campaign}
          tasks={picked.length > 0 ? picked : tasks}
          onClose={() => setFilling(false)}
          onDone={() => setChosen(new Set())}
        />
      )}
    </section>
  )
}

function useColumns(at: string | undefined, onOpen: (id: number) => void): Column<Task>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'title',
      title: t('campaigns.task.title'),
      render: (task) => <Title task={task} at={at} onOpen={() => onOpen(task.id)} />,
    },
    {
      key: 'target',
      title: t('campaigns.task.target'),
      width: 210,
      render: (task) => <Told words={task.target} lacks={task.lacking.includes('target')} />,
    },
    { key: 'due', title: t('campaigns.task.due'), width: 150, render: (task) => <Due task={task} /> },
    {
      key: 'persons',
      title: t('campaigns.task.persons'),
      width: 130,
      render: (task) => (
        <Told words={names(task.persons, t('campaigns.comma'))} lacks={task.lacking.includes('person')} />
      ),
    },
    {
      key: 'departments',
      title: t('campaigns.task.departments'),
      width: 150,
      render: (task) => <Told words={names(task.departments, t('campaigns.comma'))} lacks={false} />,
    },
    { key: 'state', title: t('campaigns.task.state'), width: 100, render: (task) => <State task={task} /> },
  ]
}

function names(entries: readonly { name: string }[], comma: string): string {
  return entries.map(({ name }) => name).join(comma)
}

function Title({ task, at, onOpen }: { task: Task; at: string | undefined; onOpen: () => void }) {
  const place = useArrival<HTMLButtonElement>(at, `tasks-${task.id}`)
  return (
    <button type="button" className="link two" ref={place} title={task.title} onClick={onOpen}>
      {task.number} {task.title}
    </button>
  )
}

function Told({ words, lacks }: { words: string | null; lacks: boolean }) {
  const { t } = useTranslation()
  if (lacks) return <span className="chip bad">{t('campaigns.task.lacks')}</span>
  return (
    <span className="two" title={words ?? undefined}>
      {words || <span className="quiet">{'\u2014'}</span>}
    </span>
  )
}

function Due({ task }: { task: Task }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (task.lacking.includes('due'))
    return (
      <span className="two">
        <span className="chip bad">{t('campaigns.task.lacks')}</span>{' '}
        {task.due_text && <span className="small quiet">{task.due_text}</span>}
      </span>
    )
  const words = dueWords(task, t, label)
  if (!task.due_on || task.done_on) return <span className="two">{words}</span>
  return (
    <span className="two" title={words}>
      <DueDate on={task.due_on} />
    </span>
  )
}

function State({ task }: { task: Task }) {
  const { t } = useTranslation()
  if (task.done_on) return <span className="chip good">{t('campaigns.task.done')}</span>
  if (task.overdue) return <span className="chip bad">{t('campaigns.task.overdue')}</span>
  if (task.shares_total > 0)
    return (
      <span className="small">
        {t('campaigns.task.shares', { done: task.shares_done, total: task.shares_total })}
      </span>
    )
  return <span className="quiet">{t('campaigns.task.open')}</span>
}
