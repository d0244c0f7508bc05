import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { daysUntil } from '@/i18n/format'

interface Stage {
  id: number
  name: string
  mechanism: string | null
  starts_on: string | null
  ends_on: string | null
  is_current: boolean
}

/** The stages of a campaign as a short line with where it stands today; the whole one is on the campaign's page. */
export function StageLine({ stages }: { stages: readonly Stage[] }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const now = stages.findIndex((stage) => stage.is_current)
  const current = stages[now]
  const left = current?.ends_on ? daysUntil(current.ends_on) : null
  if (stages.length === 0) return null
  return (
    <div>
      <ol className="plain stageline">
        {stages.map((stage, index) => (
          <li
            key={stage.id}
            className={index < now ? 'past' : index === now ? 'now' : ''}
            aria-current={index === now ? 'step' : undefined}
          >
            {stage.name}
          </li>
        ))}
      </ol>
      <p className="small quiet">
        {current
          ? t('duties.stage.now', {
              name: current.mechanism
                ? t('duties.stage.with', {
                    name: current.name,
                    mechanism: label('mechanism', current.mechanism),
                  })
                : current.name,
              from: current.starts_on ?? '…',
              to: current.ends_on ?? '…',
            })
          : t('duties.stage.none')}
        {left !== null && left >= 0 && t('duties.stage.left', { count: left })}
      </p>
    </div>
  )
}
