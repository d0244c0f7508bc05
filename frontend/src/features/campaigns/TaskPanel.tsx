import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ConfirmDanger } from '@/ui/ConfirmDanger'
import { DateField, Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { allows } from './acts'
import { dueWords } from './dueWords'
import { refresh, useShares } from './queries'
import { TaskDialog } from './TaskDialog'
import type { Campaign, Task } from './types'
import { useEdit } from './useEdit'

interface Props {
  campaign: Campaign
  task: Task
  onClose: () => void
}

const ACTS = ['edit', 'done', 'undone', 'remove'] as const
type Dialog = (typeof ACTS)[number]

/** One task whole: its lists, what units made of it, and what may be done with it. */
export function TaskPanel({ campaign, task, onClose }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = () => setDialog(null)
  const acts = ACTS.filter((act) => allows(task, act))
  return (
    <Drawer
      open
      size="large"
      title={`${task.number} ${task.title}`}
      onClose={onClose}
      footer={
        acts.length > 0 && (
          <div className="row">
            {acts.map((act) => (
              <Button key={act} danger={act === 'remove'} onClick={() => setDialog(act)}>
                {t(`campaigns.task.act.${act}`)}
              </Button>
            ))}
          </div>
        )
      }
    >
      <div className="stack" style={{ gap: 14 }}>
        {task.content && <p className="pre">{task.content}</p>}
        <Lists task={task} />
        {task.done_on && (
          <p className="notice good">
            {t('campaigns.task.doneOn', { date: task.done_on })} {task.done_note}
          </p>
        )}
        <Shares campaign={campaign} task={task} />
      </div>
      {dialog === 'edit' && <TaskDialog campaign={campaign} task={task} onClose={close} />}
      {(dialog === 'done' || dialog === 'undone') && (
        <DoneDialog campaign={campaign} task={task} act={dialog} onClose={close} />
      )}
      {dialog === 'remove' && (
        <ConfirmDanger
          title={t('campaigns.task.removeTitle', { name: task.title })}
          okText={t('campaigns.task.act.remove')}
          onClose={close}
          onReload={() => refresh(campaign.id)}
          run={() =>
            call(
              client.DELETE('/api/v1/campaign-tasks/{task_id}', {
                params: { path: { task_id: task.id }, header: { 'if-match': ifMatch(task.version) } },
              }),
            )
          }
          onDone={() => {
            announce.good(t('campaigns.task.removed'))
            refresh(campaign.id)
            onClose()
          }}
        >
          {t('campaigns.task.removeWhat')}
        </ConfirmDanger>
      )}
    </Drawer>
  )
}

function Lists({ task }: { task: Task }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const comma = t('campaigns.comma')
  const said: [string, string | null, 'target' | 'due' | 'person' | null][] = [
    [t('campaigns.task.target'), task.target, 'target'],
    [t('campaigns.task.due'), dueWords(task, t, label), 'due'],
    [t('campaigns.task.persons'), task.persons.map(({ name }) => name).join(comma), 'person'],
    [t('campaigns.task.departments'), task.departments.map(({ name }) => name).join(comma), null],
    [t('campaigns.task.dueText'), task.due_text, null],
  ]
  return (
    <dl className="facts">
      {said.map(([name, words, list]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="pre">
            {list && task.lacking.includes(list) ? (
              <span className="chip bad">{label('list_missing', list)}</span>
            ) : (
              words || '\u2014'
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What units made of the task: its parts, under the same number. */
function Shares({ campaign, task }: { campaign: Campaign; task: Task }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const found = useShares(campaign.id, task.id)
  const shares = found.data?.items ?? []
  if (!found.data) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
  return (
    <section aria-labelledby="shares-title">
      <h3 id="shares-title">{t('campaigns.task.sharesTitle', { count: task.shares_total })}</h3>
      {shares.length === 0 && <p className="quiet small">{t('campaigns.task.noShares')}</p>}
      <ul className="plain lines">
        {shares.map((share) => (
          <li key={share.id}>
            <span className="grow">
              {share.unit?.name} {share.title !== '' && <span className="quiet">{share.title}</span>}
            </span>
            <span className="small">
              {[
                share.departments.map(({ name }) => name).join(t('campaigns.comma')),
                share.persons.map(({ name }) => name).join(t('campaigns.comma')),
                dueWords(share, t, label),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {share.done_on ? (
              <span className="chip good">{t('campaigns.task.done')}</span>
            ) : (
              share.overdue && <span className="chip bad">{t('campaigns.task.overdue')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function DoneDialog(props: { campaign: Campaign; task: Task; act: 'done' | 'undone'; onClose: () => void }) {
  const { t } = useTranslation()
  const { campaign, task, act } = props
  const params = { path: { task_id: task.id }, header: { 'if-match': ifMatch(task.version) } }
  const { now, set, submission } = useEdit(
    campaign.id,
    { done_on: today() as string | null, note: '' },
    ({ done_on, note }): Promise<unknown> =>
      act === 'done'
        ? call(
            client.POST('/api/v1/campaign-tasks/{task_id}/done', {
              params,
              body: { done_on, note: note.trim() || null },
            }),
          )
        : call(client.POST('/api/v1/campaign-tasks/{task_id}/undone', { params })),
    props.onClose,
  )
  return (
    <SubmitDialog
      title={t(`campaigns.task.act.${act}`)}
      okText={t(`campaigns.task.act.${act}`)}
      submission={submission}
      onClose={props.onClose}
    >
      {act === 'undone' ? (
        <p>{t('campaigns.task.undoneWhat')}</p>
      ) : (
        <>
          <Field label={t('campaigns.task.doneDay')} fault={submission.faults.done_on} required>
            {(id) => <DateField id={id} value={now.done_on} onChange={(done_on) => set({ done_on })} />}
          </Field>
          <Field label={t('campaigns.task.doneNote')} fault={submission.faults.note}>
            {(id) => (
              <Input.TextArea
                id={id}
                rows={3}
                maxLength={2000}
                value={now.note}
                onChange={(event) => set({ note: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
    </SubmitDialog>
  )
}
