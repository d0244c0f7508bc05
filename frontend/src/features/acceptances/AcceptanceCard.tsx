import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { Chip } from '@/ui/Chip'
import { VERDICTS } from './counts'
import type { AcceptanceLine, Counts } from './types'

const TONES = { open: 'blue', disputed: 'bad', looked_back: 'good' }

export function AcceptanceChip({ state }: { state: string }) {
  return <Chip of="acceptance_state" code={state} tones={TONES} />
}

/** One finding that was closed, and what people say of it. */
export function AcceptanceCard({ line }: { line: AcceptanceLine }) {
  const { t } = useTranslation()
  const words = useCounted()
  return (
    <li className="card">
      <div className="stack tight">
        <div className="row">
          <AcceptanceChip state={line.state} />
          <span className="quiet small">{line.finding.code}</span>
          <span className="small">{line.unit.name}</span>
        </div>
        <Link to="/acceptances/$acceptanceId" params={{ acceptanceId: String(line.id) }} className="clamp2">
          {line.finding.problem}
        </Link>
        <span className="small">
          {t('acceptances.receiptsSaid', { asked: line.asked, counts: words(line.by_receipt) })}
        </span>
        <span className="small">{t('acceptances.doorSaid', { counts: words(line.at_door) })}</span>
        <span className="small quiet">
          {t(line.asking ? 'acceptances.asksUntil' : 'acceptances.askedUntil', {
            closed: line.closed_on,
            until: line.ends_on,
          })}
        </span>
      </div>
    </li>
  )
}

function useCounted(): (counts: Counts) => string {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (counts) =>
    VERDICTS.map((verdict) => `${label('acceptance_verdict', verdict)} ${number(counts[verdict])}`).join(
      t('acceptances.comma'),
    )
}
