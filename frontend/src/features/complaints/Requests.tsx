import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import { Chip } from '@/ui/Chip'
import type { Complaint } from './types'

const TONES = { asked: 'warn', approved: 'good', refused: 'bad' }

/** What was asked of the office or its leader, and how it was decided. */
export function Requests({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (complaint.requests.length === 0) return null
  return (
    <section className="panel" aria-labelledby="requests-title">
      <h2 id="requests-title">{t('complaints.requests.title')}</h2>
      <ul className="plain unitlines">
        {complaint.requests.map((request) => (
          <li key={request.id}>
            <p className="row">
              <Chip of="complaint_request_state" code={request.state} tones={TONES} />
              <strong>{label('complaint_request_kind', request.kind)}</strong>
              {request.quantity && (
                <span>{t('complaints.requests.quantity', { count: request.quantity })}</span>
              )}
              <span className="small quiet">
                {[request.unit.name, request.asked_by_name, moment(request.asked_at)].join(' · ')}
              </span>
            </p>
            <p className="pre">{request.reason}</p>
            {request.decided_at && (
              <p className="small quiet">
                {t('complaints.requests.decided', {
                  name: request.decided_by_name ?? '',
                  at: moment(request.decided_at),
                })}{' '}
                {request.decision_note}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
