import { useTranslation } from 'react-i18next'
import { moment } from '@/i18n/format'
import { actionName } from './eventNames'

interface Happening {
  position: number
  at: string
  action: string
  resource: string
  actor_name: string | null
  note: string | null
}

/** What happened to it and who did it, as the event log has it. */
export function History({ events }: { events: readonly Happening[] }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-labelledby="history-title">
      <h2 id="history-title">{t('common.history')}</h2>
      <ol className="timeline">
        {events.map((event) => (
          <li key={event.position}>
            <div className="row">
              <strong>{actionName(event.action, event.resource)}</strong>
              <span className="small quiet">
                {event.actor_name ?? t('common.program')} ·{' '}
                <time dateTime={event.at}>{moment(event.at)}</time>
              </span>
            </div>
            {event.note && <p className="pre">{event.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
