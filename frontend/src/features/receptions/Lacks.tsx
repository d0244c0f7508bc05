import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'

/** What a unit lacks, in words; nothing lacking is said too. */
export function Lacks({ lacks }: { lacks: readonly string[] }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (lacks.length === 0) return <span className="chip good">{t('receptions.complete')}</span>
  return (
    <span className="two">
      {lacks.map((lack) => label('reception_lack', lack)).join(t('receptions.comma'))}
    </span>
  )
}
