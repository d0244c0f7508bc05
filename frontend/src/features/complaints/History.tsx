import { useTranslation } from 'react-i18next'
import { moment } from '@/i18n/format'
import { actionName } from '@/ui/eventNames'
import type { Complaint } from './types'

/** What happened to it and who did it, as the event log has it. */
export function History({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-labelledby="history-title">
      <h2 id="history-title">{t('complaints.page.history')}</h2>
      <ol className="timeline">
        {complaint.history.map((event) => (
          <li key={event.position}>
            <div className="row">
              <strong>{actionName(event.action, event.resource)}</strong>
              <span className="small quiet">
                {event.actor_name ?? t('complaints.page.program')} ·{' '}
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
