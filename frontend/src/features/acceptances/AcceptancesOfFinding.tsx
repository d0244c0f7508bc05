import { useTranslation } from 'react-i18next'
import { AcceptanceCard } from './AcceptanceCard'
import { useAcceptances } from './queries'

/** On a finding's page: what people say of its closures. */
export function AcceptancesOfFinding({ findingId }: { findingId: number }) {
  const { t } = useTranslation()
  const lines = useAcceptances({ finding: findingId }).data?.pages.flatMap((page) => page.items) ?? []
  if (lines.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="acceptances-title">
      <h2 id="acceptances-title">{t('acceptances.title')}</h2>
      <ul className="plain cards">
        {lines.map((line) => (
          <AcceptanceCard key={line.id} line={line} />
        ))}
      </ul>
    </section>
  )
}
