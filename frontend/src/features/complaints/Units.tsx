import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import type { Complaint } from './types'

/** Who handles it in each round, and what those who help reported. */
export function Units({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (complaint.units.length === 0) return null
  return (
    <section className="panel" aria-labelledby="units-title">
      <h2 id="units-title">{t('complaints.units.title')}</h2>
      <ul className="plain unitlines">
        {complaint.units.map((one) => (
          <li key={one.id} className={one.withdrawn_at ? 'withdrawn' : undefined}>
            <p className="row">
              <span className={`chip ${one.part === 'lead' ? 'blue' : ''}`}>
                {label('complaint_unit_part', one.part)}
              </span>
              <strong>{one.unit.name}</strong>
              {complaint.round > 1 && (
                <span className="chip">{t('complaints.mark.round', { count: one.round })}</span>
              )}
              {one.withdrawn_at && (
                <span className="chip warn">
                  {t('complaints.units.withdrawn', { at: moment(one.withdrawn_at) })}
                </span>
              )}
            </p>
            <p className="small quiet">
              {t('complaints.units.asked', { at: moment(one.asked_at) })}
              {' · '}
              {one.signed_at
                ? t('complaints.units.signed', { at: moment(one.signed_at) })
                : t('complaints.units.unsigned')}
            </p>
            {one.note && <p className="pre">{one.note}</p>}
            {one.report && (
              <blockquote className="quote">
                <p className="small quiet">
                  {t('complaints.units.reported', { at: moment(one.reported_at) })}
                </p>
                <p className="pre">{one.report}</p>
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
