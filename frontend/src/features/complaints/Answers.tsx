import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import type { Answer, Complaint } from './types'

/** What came of each round: what stays inside and what the complainant reads, apart. */
export function Answers({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  // Who was merged rates the answer of the main one.
  if (complaint.answers.length === 0 && !complaint.satisfaction) return null
  return (
    <section className="panel" aria-labelledby="answers-title">
      <h2 id="answers-title">{t('complaints.answers.title')}</h2>
      {complaint.answers.map((answer) => (
        <OneAnswer key={answer.id} answer={answer} />
      ))}
      <Verdict complaint={complaint} />
    </section>
  )
}

function OneAnswer({ answer }: { answer: Answer }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const opinion: [string, string | null][] = [
    [t('complaints.field.request_text'), answer.request_text],
    [t('complaints.field.facts_text'), answer.facts_text],
    [t('complaints.field.basis_text'), answer.basis_text],
  ]
  return (
    <article className="answer" aria-label={t('complaints.mark.round', { count: answer.round })}>
      <p className="row">
        <span className="chip">{t('complaints.mark.round', { count: answer.round })}</span>
        <strong>{answer.unit.name}</strong>
        <span className="small quiet">
          {[answer.answered_by_name, moment(answer.answered_at)].filter(Boolean).join(' · ')}
        </span>
        {answer.outcome && <span className="chip">{label('complaint_outcome', answer.outcome)}</span>}
        {answer.substantiated && <span className="chip">{label('substantiated', answer.substantiated)}</span>}
        {answer.resolved !== null && (
          <span className={`chip ${answer.resolved ? 'good' : 'warn'}`}>
            {t(answer.resolved ? 'complaints.answers.resolved' : 'complaints.answers.unresolved')}
          </span>
        )}
      </p>
      <div className="talkcols">
        <Side title={t('complaints.field.public_text')} hint={t('complaints.answers.publicWhat')}>
          <p className="pre">{answer.public_text}</p>
        </Side>
        <Side title={t('complaints.field.inner_text')} hint={t('complaints.answers.innerWhat')} inner>
          <p className="pre">{answer.inner_text}</p>
        </Side>
      </div>
      <dl className="wording">
        {opinion.map(([name, text]) =>
          text ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="pre">{text}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {answer.unresolved_reason && (
        <p className="small">
          {t('complaints.field.unresolved_reason')}:{answer.unresolved_reason}
        </p>
      )}
    </article>
  )
}

function Side(props: { title: string; hint: string; inner?: boolean; children: ReactNode }) {
  return (
    <section className={props.inner ? 'thread inner' : 'thread'} aria-label={props.title}>
      <h3>{props.title}</h3>
      <p className="small quiet">{props.hint}</p>
      {props.children}
    </section>
  )
}

/** What the complainant says of it. */
function Verdict({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (!complaint.satisfaction) return null
  return (
    <p className="notice">
      {t(complaint.rated_at ? 'complaints.answers.said' : 'complaints.answers.noted', {
        word: label('satisfaction', complaint.satisfaction),
        at: moment(complaint.rated_at ?? complaint.visited_back_at),
      })}
      {complaint.satisfaction_text && <span className="pre"> {complaint.satisfaction_text}</span>}
    </p>
  )
}
