import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportDraft } from '@/api/types'
import { StateChip } from './StateChip'

/** What the earlier import had and this one no longer has; the ledger keeps it. */
export function Gone({ gone }: { gone: ImportDraft['gone'] }) {
  const { t } = useTranslation()
  if (gone.length === 0) return null
  return (
    <section className="readpart" aria-labelledby="gone">
      <div className="parthead">
        <h3 id="gone">{t('imports.differences.gone', { count: gone.length })}</h3>
      </div>
      <p className="small quiet">{t('imports.differences.goneWhat')}</p>
      <ul className="plain">
        {gone.map((finding) => (
          <li key={finding.finding_id} className="draftrow">
            <div className="row">
              <StateChip state="gone" />
              <Link to="/findings/$findingId" params={{ findingId: String(finding.finding_id) }}>
                {finding.code}
              </Link>
              <span className="small quiet">
                {[finding.section, finding.group, finding.number].filter(Boolean).join(' / ')}
              </span>
            </div>
            <p className="wrap-anywhere">{finding.problem}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
