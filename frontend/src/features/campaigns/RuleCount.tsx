import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { number } from '@/i18n/format'
import { useDebounced } from '@/ui/useDebounced'
import { countByRule } from './editing'

interface Props {
  kinds: readonly string[]
  under: readonly { id: number }[]
  named: readonly { id: number }[]
}

/** How many will take part, before anything is saved. */
export function RuleCount({ kinds, under, named }: Props) {
  const { t } = useTranslation()
  const asked = useDebounced(JSON.stringify([under.map(({ id }) => id), kinds]), 400)
  const count = useQuery({
    queryKey: ['units', 'by-rule', asked],
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: () => {
      const [ids, wanted] = JSON.parse(asked) as [number[], string[]]
      return countByRule(ids, wanted)
    },
  })
  return (
    <p role="status">
      {under.length > 0 && count.data !== undefined
        ? t('campaigns.units.preview', { rule: number(count.data), named: number(named.length) })
        : t('campaigns.units.previewNamed', { count: named.length })}
    </p>
  )
}
