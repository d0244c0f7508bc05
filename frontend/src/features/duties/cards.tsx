import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import { DueWords } from '@/ui/DueWords'
import { endOfDay } from '@/ui/due'
import { DutyChip, PunctualityChip } from '@/ui/dutyChips'
import { useStageOf } from './queries'
import type { DutyLine, TaskLine } from './types'
import { standingOf } from './urgency'

interface Common {
  now: number
  /** Whether the unit is to be named: there are several. */
  several: boolean
}

export function DutyCard({ duty, now, several }: Common & { duty: DutyLine }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const stage = useStageOf(duty)
  const standing = standingOf(duty.state)
  const running = standing !== 'sent' && standing !== 'over'
  return (
    <Card
      chips={
        <>
          {running ? (
            <DueWords dueAt={duty.due_at} now={now} />
          ) : (
            <PunctualityChip punctuality={duty.punctuality} />
          )}
          <span className="chip">{label('duty_kind', duty.kind)}</span>
          <DutyChip state={duty.state} />
        </>
      }
      foot={[duty.campaign.name, stage, several && duty.unit.name].filter(Boolean).join(' · ')}
    >
      <Link to="/duties/$dutyId" params={{ dutyId: String(duty.id) }} className="cardlink">
        {duty.title}
        {duty.period && ` · ${duty.period}`}
      </Link>
      {duty.submitted_at && !running && (
        <span className="small quiet">{t('duties.mine.sentAt', { at: moment(duty.submitted_at) })}</span>
      )}
    </Card>
  )
}

export function TaskCard({ task, now, several }: Common & { task: TaskLine }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <Card
      chips={
        <>
          {task.due_on ? (
            <DueWords dueAt={endOfDay(task.due_on)} now={now} />
          ) : (
            <span className="chip">{task.due_text ?? label('task_due_kind', task.due_kind)}</span>
          )}
          <span className="chip">{t('duties.task.kind')}</span>
          {task.mine && <span className="chip blue">{t('duties.task.mine')}</span>}
        </>
      }
      foot={`${task.campaign.name}${several ? ` · ${task.unit.name}` : ''}`}
    >
      <Link
        to="/campaigns/$campaignId/my-tasks"
        params={{ campaignId: String(task.campaign.id) }}
        hash={`task-${task.id}`}
        className="cardlink"
      >
        {task.number} {task.title}
      </Link>
      {task.target && <span className="small clamp2">{task.target}</span>}
      {task.persons.length > 0 && (
        <span className="small quiet">
          {t('duties.task.persons', { names: task.persons.join(t('duties.comma')) })}
        </span>
      )}
    </Card>
  )
}

/** The whole card is the way in: one thumb is enough. */
function Card({ chips, foot, children }: { chips: ReactNode; foot: string; children: ReactNode }) {
  return (
    <li className="card dutycard">
      <span className="row small">{chips}</span>
      <span className="stack tight">{children}</span>
      <span className="small quiet">{foot}</span>
    </li>
  )
}
