import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { ImportLine } from '@/api/types'

/** Plans and annual reports are kept whole; they enter no ledger. */
export function archived({ kind }: { kind: string }): boolean {
  return kind === 'campaign_plan' || kind === 'annual_report'
}

const TONES: Record<string, string> = { draft: 'blue', confirmed: 'good' }

/** What became of a draft, in one word. */
export function Became({ draft }: { draft: Pick<ImportLine, 'state' | 'kind'> }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const filed = draft.state === 'confirmed' && archived(draft)
  return (
    <span className={`chip ${TONES[draft.state] ?? ''}`}>
      {filed ? t('imports.filed') : label('import_state', draft.state)}
    </span>
  )
}

/** Where what it became can be seen. */
export function BecameLink({ draft }: { draft: ImportLine }) {
  const { t } = useTranslation()
  if (draft.state !== 'confirmed' || archived(draft) || draft.inspection_id === null) return null
  return (
    <Link to="/findings" search={{ inspection_id: draft.inspection_id }} className="small">
      {t('imports.openLedger')}
    </Link>
  )
}
