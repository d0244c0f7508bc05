import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import { DueWords } from '@/ui/DueWords'
import { Light } from '@/ui/Light'
import { useNow } from '@/ui/useNow'
import { inOrder } from './clocks'
import type { Clock } from './types'

/** The times that run and ran: what, by when, which article says so; how it was counted on demand. */
export function ClockStrip({ clocks }: { clocks: readonly Clock[] }) {
  const { t } = useTranslation()
  const now = useNow(Number.POSITIVE_INFINITY, 60_000)
  if (clocks.length === 0) return null
  return (
    <section className="clocks" aria-labelledby="clocks-title">
      <h2 id="clocks-title" className="sr">
        {t('complaints.clock.title')}
      </h2>
      <ul className="plain clockstrip">
        {inOrder(clocks).map((clock) => (
          <OneClock key={clock.id} clock={clock} now={now} />
        ))}
      </ul>
    </section>
  )
}

function OneClock({ clock, now }: { clock: Clock; now: number }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const running = clock.state === 'running'
  return (
    <li className={`clock ${running || clock.provisional ? clock.light : 'over'}`}>
      <p className="row">
        <Light light={clock.light} bare />
        <strong>{clock.purpose}</strong>
        {clock.is_window && <span className="chip">{t('complaints.clock.window')}</span>}
      </p>
      <p className="row">
        {running || clock.provisional ? (
          <DueWords dueAt={clock.due_at} now={now} />
        ) : (
          <span className={`chip ${clock.state === 'waiting' ? 'warn' : ''}`}>
            {label('clock_state', clock.state)}
          </span>
        )}
        {clock.provisional && <span className="chip warn">{t('complaints.clock.provisional')}</span>}
        {clock.in_time !== null && (
          <span className={`chip ${clock.in_time ? 'good' : 'bad'}`}>
            {t(clock.in_time ? 'complaints.clock.inTime' : 'complaints.clock.tooLate')}
          </span>
        )}
        {clock.met_at && <span className="small quiet">{moment(clock.met_at)}</span>}
      </p>
      <Article clock={clock} />
      <details className="small">
        <summary>{t('complaints.clock.how')}</summary>
        <Counting clock={clock} />
      </details>
    </li>
  )
}

/** Which article says so; a day that a person set has none. */
function Article({ clock }: { clock: Clock }) {
  const { t } = useTranslation()
  if (!clock.code) return <p className="small quiet">{t('complaints.clock.byHand')}</p>
  const source = clock.source && [
    `《${clock.source.document}》`,
    clock.source.article || t('complaints.clock.noArticle'),
  ]
  return (
    <p className="small quiet">
      {source?.join(' ')}{' '}
      <Link
        to="/time-limits/$code"
        params={{ code: clock.code }}
        aria-label={t('complaints.clock.article', { code: clock.code })}
      >
        {clock.code}
      </Link>
      {!clock.verified && <span className="chip warn">{t('complaints.clock.unverified')}</span>}
    </p>
  )
}

function Counting({ clock }: { clock: Clock }) {
  const { t } = useTranslation()
  const said = [
    clock.extension && t('complaints.clock.extended', { words: clock.extension }),
    ...clock.suspensions.map((part) => t('complaints.clock.notCounted', { ...part })),
    clock.due_at &&
      t(clock.is_window ? 'complaints.clock.lapses' : 'complaints.clock.firstLate', {
        at: moment(clock.due_at),
      }),
    ...clock.cautions,
    clock.consequence,
    clock.urged_at && t('complaints.clock.urged', { at: moment(clock.urged_at) }),
    clock.escalated_at && t('complaints.clock.escalated', { at: moment(clock.escalated_at) }),
  ]
  return (
    <>
      <p>{t('complaints.clock.started', { at: moment(clock.started_at) })}</p>
      {clock.steps.length > 0 && (
        <ol>
          {clock.steps.map((step) => (
            <li key={step.text}>{step.text}</li>
          ))}
        </ol>
      )}
      {said.map((words) => (words ? <p key={words}>{words}</p> : null))}
    </>
  )
}
