import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import { DueWords } from '@/ui/DueWords'
import { DutyChip, PunctualityChip } from '@/ui/dutyChips'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { History } from '@/ui/History'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useNow } from '@/ui/useNow'
import { may } from './acts'
import { DutyForm } from './DutyForm'
import { FigureRows } from './FigureRows'
import { PartRead } from './PartRead'
import { useDuty, useStageOf } from './queries'
import { Requests } from './Requests'
import { Review } from './Review'
import type { Duty, DutyField } from './types'
import { standingOf } from './urgency'

/** One thing a unit owes: the unit writes and sends it, the office reads and decides. */
export function DutyPage({ dutyId }: { dutyId: number }) {
  const duty = useDuty(dutyId)
  if (duty.error && !duty.data)
    return <ProblemNotice error={duty.error} onRetry={() => void duty.refetch()} />
  if (!duty.data) return <Loading />
  return <OneDuty duty={duty.data} />
}

function OneDuty({ duty }: { duty: Duty }) {
  const { t } = useTranslation()
  const [rows, setRows] = useState<DutyField | null>(null)
  const writes = may(duty, 'draft') || may(duty, 'rewrite')
  return (
    <div className={writes ? 'phonepage' : 'dutypage'}>
      <PageHead title={duty.period ? `${duty.title} · ${duty.period}` : duty.title} />
      <Facts duty={duty} />
      {duty.state === 'returned' && duty.returned_reason && (
        <div className="notice bad">
          <strong>
            {t('duties.page.returned', { by: duty.decided_by?.name ?? '', at: moment(duty.decided_at) })}
          </strong>
          <p className="pre">{duty.returned_reason}</p>
        </div>
      )}
      {duty.description && <p className="panel pre">{duty.description}</p>}
      <Review duty={duty} />
      {writes ? <DutyForm duty={duty} onRows={setRows} /> : <Written duty={duty} onRows={setRows} />}
      <Requests duty={duty} />
      {duty.history.length > 0 && <History events={duty.history} />}
      {rows && <FigureRows dutyId={duty.id} field={rows} onClose={() => setRows(null)} />}
    </div>
  )
}

function Facts({ duty }: { duty: Duty }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const now = useNow(Number.POSITIVE_INFINITY, 60_000)
  const stage = useStageOf(duty)
  const standing = standingOf(duty.state)
  const unsent = duty.first_submitted_at === null && standing !== 'over'
  return (
    <section className="panel" aria-label={t('duties.page.facts')}>
      <p className="row" style={{ marginBottom: 10 }}>
        {unsent && <DueWords dueAt={duty.due_at} now={now} />}
        {(!unsent || duty.punctuality !== 'not_due') && <PunctualityChip punctuality={duty.punctuality} />}
        <span className="chip">{label('duty_kind', duty.kind)}</span>
        <DutyChip state={duty.state} />
      </p>
      <dl className="facts dutyfacts">
        <div>
          <dt>{t('duties.page.campaign')}</dt>
          <dd>
            <Link to="/campaigns/$campaignId" params={{ campaignId: String(duty.campaign.id) }}>
              {duty.campaign.name}
            </Link>
          </dd>
        </div>
        {stage && <Fact name={t('duties.page.stage')}>{stage}</Fact>}
        <Fact name={t('duties.page.unit')}>{duty.unit.name}</Fact>
        <Fact name={t('duties.page.due')}>{t('duties.page.dueOn', { on: duty.due_on })}</Fact>
        {duty.cutoff_on && <Fact name={t('duties.page.cutoff')}>{duty.cutoff_on}</Fact>}
        {duty.period_start && (
          <Fact name={t('duties.page.period')}>
            {duty.period_start} — {duty.period_end}
          </Fact>
        )}
        {duty.submitted_at && (
          <Fact name={t('duties.page.sent')}>
            {moment(duty.submitted_at)} {duty.submitted_by?.name}
            {duty.first_submitted_at !== duty.submitted_at && (
              <span className="small quiet">
                {' '}
                {t('duties.page.first', { at: moment(duty.first_submitted_at) })}
              </span>
            )}
          </Fact>
        )}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Written({ duty, onRows }: { duty: Duty; onRows: (field: DutyField) => void }) {
  const { t } = useTranslation()
  const why = duty.allowed_actions.find(({ action }) => action === 'draft' || action === 'rewrite')?.reason
  const unsent = duty.submitted_at === null
  // Where a paper was sent, the parts nobody wrote are left out.
  const parts = duty.parts.filter(({ text, fields }) => text || fields.length > 0 || duty.files.length === 0)
  return (
    <>
      {unsent && why && <p className="notice">{why}</p>}
      {parts.map((part) => (
        <PartRead key={part.code} part={part} onRows={onRows} />
      ))}
      {duty.files.length > 0 && (
        <section className="panel" aria-labelledby="files-title">
          <h2 id="files-title">{t('duties.page.files')}</h2>
          <EvidenceList files={duty.files} />
        </section>
      )}
    </>
  )
}
