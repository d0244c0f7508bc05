import { useTranslation } from 'react-i18next'
import { number } from '@/i18n/format'
import { reach } from './tables'
import type { Statistics } from './types'

/** Each part as a full bar for now and an open one for the year before; the numbers stand beside them. */
export function Bars({ said, title }: { said: Statistics; title: string }) {
  const { t } = useTranslation()
  const rows = said.rows.filter((row) => row.now.count > 0 || row.before_count > 0)
  const longest = Math.max(0, ...rows.flatMap((row) => [row.now.count, row.before_count]))
  if (rows.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="bars-title">
      <div className="headrow">
        <h2 id="bars-title">{t('statistics.bars', { title })}</h2>
        <div className="side row small" aria-hidden="true">
          <span className="barkey now" /> {t('statistics.now')}
          <span className="barkey before" /> {t('statistics.before')}
        </div>
      </div>
      <ul className="plain bars">
        {rows.map((row) => (
          <li key={row.key ?? ''}>
            <span className="wrap-anywhere">{row.label}</span>
            <span className="barpair" aria-hidden="true">
              <span className="bar now" style={{ width: `${reach(row.now.count, longest)}%` }} />
              <span className="bar before" style={{ width: `${reach(row.before_count, longest)}%` }} />
            </span>
            <span className="num small">
              {t('statistics.barNumbers', { now: number(row.now.count), before: number(row.before_count) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
