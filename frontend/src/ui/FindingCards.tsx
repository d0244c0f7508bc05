import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FindingLine } from '@/api/types'
import { DueDate } from './DueDate'
import { Light } from './Light'
import { ClosureChip, WorkChip } from './StateChips'

/** Findings as cards, for phones and short lists. */
export function FindingCards({ lines, label }: { lines: FindingLine[]; label: string }) {
  const { t } = useTranslation()
  return (
    <ul className="plain cards" aria-label={label}>
      {lines.map((line) => {
        const units = line.units.filter((unit) => unit.part === 'answering').map((unit) => unit.name)
        return (
          <li key={line.id} className="card">
            <div className="row small" style={{ marginBottom: 4 }}>
              <Light light={line.light} />
              <span className="quiet">{line.code}</span>
              {line.key_matter && <span className="chip key">{t('ledger.keyMatter')}</span>}
              <WorkChip line={line} />
              {line.closure_state !== 'none' && <ClosureChip line={line} />}
            </div>
            <Link to="/findings/$findingId" params={{ findingId: String(line.id) }} className="clamp3">
              {line.problem}
            </Link>
            <div className="row small quiet" style={{ marginTop: 4, justifyContent: 'space-between' }}>
              <span>{units.join('、') || t('ledger.unassigned')}</span>
              <DueDate on={line.due_on} running={line.light !== 'grey'} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}
