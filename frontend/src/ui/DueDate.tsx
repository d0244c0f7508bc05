import { useTranslation } from 'react-i18next'
import { daysUntil } from '@/i18n/format'

/** A due date with what is left of it; a closed or waiting matter shows the date alone. */
export function DueDate({ on, running = true }: { on: string | null | undefined; running?: boolean }) {
  const { t } = useTranslation()
  if (!on) return <span className="quiet">{t('common.due.none')}</span>
  if (!running) return <span>{on}</span>
  const days = daysUntil(on)
  const words =
    days < 0
      ? t('common.due.late', { count: -days })
      : days === 0
        ? t('common.due.today')
        : t('common.due.left', { count: days })
  return (
    <span>
      <span style={{ whiteSpace: 'nowrap' }}>{on}</span>{' '}
      <span className="small quiet" style={{ whiteSpace: 'nowrap' }}>
        {words}
      </span>
    </span>
  )
}
