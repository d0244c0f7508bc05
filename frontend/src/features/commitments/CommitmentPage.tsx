import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { day, moment } from '@/i18n/format'
import { DueDate } from '@/ui/DueDate'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { EvidenceUpload } from '@/ui/files/EvidenceUpload'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { type Act, ActDialog } from './ActDialog'
import { CommitmentDialog } from './CommitmentDialog'
import { CommitmentChip, PromiseChip } from './chips'
import { LikenessPanel } from './LikenessPanel'
import { PromiseDialog } from './PromiseDialog'
import { refresh, useCommitment } from './queries'
import type { Commitment, PromiseAct, Promised } from './types'

/** One statement or promise of a unit: its words, who agreed, where it was made public, and what became of it. */
export function CommitmentPage({ commitmentId }: { commitmentId: number }) {
  const commitment = useCommitment(commitmentId)
  if (commitment.error && !commitment.data)
    return <ProblemNotice error={commitment.error} onRetry={() => void commitment.refetch()} />
  if (!commitment.data) return <Loading />
  return <Whole commitment={commitment.data} />
}

function Whole({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const done = () => refresh(commitment.id)
  return (
    <>
      <PageHead
        title={commitment.title}
        extra={
          <span className="row">
            <CommitmentChip state={commitment.state} />
            <span className="chip">{label('commitment_kind', commitment.kind)}</span>
            {commitment.inner_only && <span className="chip key">{t('commitments.inner')}</span>}
          </span>
        }
      />
      <Actions commitment={commitment} />
      <section className="panel stack" aria-labelledby="text-title">
        <h2 id="text-title">{t('commitments.text')}</h2>
        <p className="wrap-anywhere" style={{ whiteSpace: 'pre-wrap' }}>
          {commitment.text}
        </p>
        {commitment.opinion && (
          <p className="notice">{`${t('commitments.opinion')}:${commitment.opinion}`}</p>
        )}
        <Facts commitment={commitment} />
        <EvidenceList files={commitment.files} />
        {commitment.may_add_files && (
          <EvidenceUpload
            owner={{ type: 'commitment', id: commitment.id }}
            label={t('commitments.addFile')}
            onDone={done}
          />
        )}
      </section>
      {commitment.may_see_likeness && <LikenessPanel commitmentId={commitment.id} />}
      {commitment.items.length > 0 && (
        <section className="panel" aria-labelledby="promises-title">
          <h2 id="promises-title">{t('commitments.promises')}</h2>
          <ul className="plain cards">
            {commitment.items.map((promise) => (
              <PromiseCard key={promise.id} promise={promise} published={commitment.state === 'published'} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Facts({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const facts: [string, string | null | undefined][] = [
    [t('commitments.unit'), commitment.unit.name],
    [t('commitments.person'), commitment.person],
    [t('commitments.media'), commitment.media.map((medium) => label('medium', medium)).join('、')],
    [t('commitments.published'), commitment.published_on && day(commitment.published_on)],
    [t('commitments.place'), commitment.place],
    [t('commitments.writtenBy'), commitment.written_by.name],
    [t('commitments.sentAt'), commitment.submitted_at && moment(commitment.submitted_at)],
    [t('commitments.decidedBy'), commitment.decided_by?.name],
    [t('commitments.decisionNote'), commitment.decision_note],
    [t('commitments.outerReason'), commitment.outer_reason],
    [t('commitments.explained'), commitment.likeness_explained],
    [t('commitments.withdrawnReason'), commitment.withdrawn_reason],
  ]
  return (
    <dl className="facts">
      <div>
        <dt>{t('commitments.campaign')}</dt>
        <dd>
          <Link to="/campaigns/$campaignId" params={{ campaignId: String(commitment.campaign.id) }}>
            {commitment.campaign.name}
          </Link>
        </dd>
      </div>
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** What takes something back is never what is meant first. */
const BACK = new Set(['discard', 'withdraw', 'refuse'])

/** What this person may do now. */
function Actions({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation()
  const { actionLabel } = useLabels()
  const [act, setAct] = useState<string | null>(null)
  const shut = () => setAct(null)
  const done = () => {
    shut()
    refresh(commitment.id)
  }
  const open = commitment.allowed_actions.filter((one) => one.enabled)
  if (open.length === 0 && act === null) return null
  return (
    <div className="row" style={{ marginBottom: 12 }}>
      {open.map((one, place) => (
        <Button
          key={one.action}
          type={place === 0 && !BACK.has(one.action) ? 'primary' : 'default'}
          onClick={() => setAct(one.action)}
        >
          {actionLabel(one)}
        </Button>
      ))}
      {act === 'edit' && <CommitmentDialog commitment={commitment} onClose={shut} onDone={done} />}
      {act !== null && act !== 'edit' && (
        <ActDialog
          act={act as Act}
          title={t(`commitments.act.${act as Act}`)}
          commitment={commitment}
          onClose={shut}
          onDone={done}
        />
      )}
    </div>
  )
}

function PromiseCard({ promise, published }: { promise: Promised; published: boolean }) {
  const { t } = useTranslation()
  const [act, setAct] = useState<PromiseAct | null>(null)
  const running = promise.state === 'open' || promise.state === 'extended'
  const done = () => {
    setAct(null)
    refresh(promise.commitment_id)
  }
  return (
    <li className="card" id={`promise-${promise.id}`} tabIndex={-1}>
      <div className="stack tight">
        <div className="row">
          {published && <PromiseChip state={promise.state} overdue={promise.overdue} />}
          <DueDate on={promise.due_on} running={published && running} />
          {promise.first_due_on !== promise.due_on && (
            <span className="small quiet">
              {t('commitments.firstDue', { day: day(promise.first_due_on) })}
            </span>
          )}
        </div>
        <strong className="wrap-anywhere">{promise.text}</strong>
        <span className="small quiet">{t('commitments.by', { who: promise.who })}</span>
        {promise.note && (
          <p className="wrap-anywhere">
            {promise.note}
            {promise.moved_at && <span className="small quiet"> · {moment(promise.moved_at)}</span>}
          </p>
        )}
        <EvidenceList files={promise.files} />
        {promise.acts.length > 0 && (
          <div className="row">
            {promise.acts.map((one) => (
              <Button key={one} size="small" onClick={() => setAct(one)}>
                {t(`commitments.promiseAct.${one}`)}
              </Button>
            ))}
          </div>
        )}
        {promise.acts.includes('keep') && (
          <EvidenceUpload
            owner={{ type: 'promise', id: promise.id }}
            label={t('commitments.addProof')}
            onDone={done}
          />
        )}
        {act && <PromiseDialog promise={promise} act={act} onClose={() => setAct(null)} onDone={done} />}
      </div>
    </li>
  )
}
