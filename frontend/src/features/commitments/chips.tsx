import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'

const TONE: Record<string, string> = {
  submitted: 'warn',
  refused: 'bad',
  approved: 'blue',
  published: 'good',
  kept: 'good',
  broken: 'bad',
  extended: 'warn',
  open: 'blue',
}

export function CommitmentChip({ state }: { state: string }) {
  const { label } = useLabels()
  return <span className={`chip ${TONE[state] ?? ''}`}>{label('commitment_state', state)}</span>
}

/** How a promise stands; that it is overdue is said in words, never by colour alone. */
export function PromiseChip({ state, overdue }: { state: string; overdue: boolean }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <>
      <span className={`chip ${TONE[state] ?? ''}`}>{label('promise_state', state)}</span>
      {overdue && <span className="chip bad">{t('commitments.overdue')}</span>}
    </>
  )
}
