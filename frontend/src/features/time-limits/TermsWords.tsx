import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { TimeLimitLine, TimeTerms } from './api'

/** How long, with the word before it; a procedure says that it has no number. */
export function LimitWords({ limit, terms }: { limit: TimeLimitLine; terms: TimeTerms | null }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (!terms) return <span className="quiet">{t('timeLimits.expired')}</span>
  if (!terms.period) return <span className="quiet">{t('timeLimits.procedure')}</span>
  return (
    <strong>
      {label('time_bound', limit.bound)} {terms.period.words}
    </strong>
  )
}

/** What a reader must know before relying on a rule. */
export function LimitMarks({ limit, terms }: { limit: TimeLimitLine; terms: TimeTerms | null }) {
  const { t } = useTranslation()
  return (
    <>
      {limit.hard && <span className="chip key">{t('timeLimits.hard')}</span>}
      {terms && !terms.verified && <span className="chip warn">{t('timeLimits.unverified')}</span>}
      {limit.region && !terms?.owner && (
        <span className="chip">{t('timeLimits.regionOnly', { region: limit.region })}</span>
      )}
      {terms?.owner && <span className="chip blue">{t('timeLimits.local', { unit: terms.owner.name })}</span>}
    </>
  )
}

export function SourceWords({ terms }: { terms: TimeTerms }) {
  const { document, number, article } = terms.source
  return <>{[`《${document}》`, number, article].filter(Boolean).join(' ')}</>
}
