import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'

/** The three axes of a finding, each with the service's own word; colour only underlines. */
const WORK_TONE: Record<string, string> = {
  declined: 'bad',
  sent_back: 'bad',
  rectifying: 'blue',
  accepted: 'blue',
  handed_out: 'warn',
  claimed: 'warn',
  verified: 'good',
}
const CLOSURE_TONE: Record<string, string> = {
  applied: 'warn',
  approved: 'warn',
  countersigned: 'warn',
  closed: 'good',
}
const STATUS_TONE: Record<string, string> = {
  done: 'good',
  mostly_done: 'good',
  not_done: 'bad',
  staged: 'warn',
}

export function WorkChip({ line }: { line: { work_state: string } }) {
  const { label } = useLabels()
  return (
    <span className={`chip ${WORK_TONE[line.work_state] ?? ''}`}>{label('work_state', line.work_state)}</span>
  )
}

export function ClosureChip({ line }: { line: { closure_state: string } }) {
  const { label } = useLabels()
  if (line.closure_state === 'none') return <span className="quiet">—</span>
  return (
    <span className={`chip ${CLOSURE_TONE[line.closure_state] ?? ''}`}>
      {label('closure_state', line.closure_state)}
    </span>
  )
}

export function StatusChip({ line }: { line: { published_status: string | null; long_term: boolean } }) {
  const { label } = useLabels()
  const { t } = useTranslation()
  return (
    <span className="row" style={{ gap: 4 }}>
      {line.published_status ? (
        <span className={`chip ${STATUS_TONE[line.published_status] ?? ''}`}>
          {label('published_status', line.published_status)}
        </span>
      ) : (
        <span className="quiet">—</span>
      )}
      {line.long_term && <span className="chip">{t('ledger.longTerm')}</span>}
    </span>
  )
}
