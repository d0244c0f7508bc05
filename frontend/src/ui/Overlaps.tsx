import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { day, number } from '@/i18n/format'
import { namesOf } from './overlaps'
import { useDebounced } from './useDebounced'

interface Props {
  campaignId: number
  /** The numbers about to be asked for, as they are typed. */
  indicators: readonly string[]
  /** The day they will be due; none: today. */
  on?: string | undefined
  /** The request being changed is not compared with itself. */
  requirementId?: number | undefined
}

const PAUSE = 600

/** Before a request goes out: which of its numbers the same units are asked for already, by whom. */
export function Overlaps({ campaignId, indicators, on, requirementId }: Props) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const names = namesOf(useDebounced(indicators.join('\n'), PAUSE).split('\n'))
  const found = useQuery({
    queryKey: ['burden', 'overlaps', campaignId, names, on, requirementId],
    enabled: names.length > 0,
    placeholderData: keepPreviousData,
    queryFn: () =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/burden-overlaps', {
          params: {
            path: { campaign_id: campaignId },
            query: { indicator: names, on, requirement_id: requirementId },
          },
        }),
      ),
  })
  if (names.length === 0 || !found.data) return null
  const { days, items } = found.data
  if (items.length === 0)
    return (
      <p className="small quiet" role="status">
        {t('burden.overlaps.none', { count: days })}
      </p>
    )
  return (
    <div className="notice warn" role="status">
      <strong>{t('burden.overlaps.title', { count: days })}</strong>
      <p className="small">{t('burden.overlaps.what')}</p>
      <ul className="overlaps">
        {items.map((one) => (
          <li key={`${one.indicator}-${one.asker}-${one.title}-${one.due_on}`}>
            <b>{one.indicator}</b>
            {one.name !== one.indicator && ` ${t('burden.overlaps.asName', { name: one.name })}`}
            {' · '}
            {t('burden.overlaps.by', {
              asker: one.asker,
              title: one.title,
              kind: label('ask_kind', one.kind),
              day: day(one.due_on),
            })}
            {' · '}
            {t('burden.overlaps.units', { count: one.unit_count, number: number(one.unit_count) })}
          </li>
        ))}
      </ul>
    </div>
  )
}
