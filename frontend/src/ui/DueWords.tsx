import { useTranslation } from 'react-i18next'
import { dueOf } from './due'

const TONE: Record<string, string> = { late: 'bad', lateDays: 'bad', today: 'warn', tomorrow: 'warn' }

/** How much time is left, or how late it is, to the minute when it matters. */
export function DueWords({ dueAt, now }: { dueAt: string | null | undefined; now: number }) {
  const { t } = useTranslation()
  const due = dueOf(dueAt, now)
  return <span className={`chip ${TONE[due.kind] ?? ''}`}>{t(`duties.due.${due.kind}`, { ...due })}</span>
}
