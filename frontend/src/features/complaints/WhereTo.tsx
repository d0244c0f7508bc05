import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Panel } from './Panel'

interface Props {
  unit: number | undefined
  namesHead: boolean
}

/** Which office will answer for it, said before it is registered. */
export function WhereTo({ unit, namesHead }: Props) {
  const { t } = useTranslation()
  const office = useQuery({
    queryKey: ['complaint-office', unit, namesHead],
    staleTime: 60_000,
    queryFn: () =>
      call(
        client.GET('/api/v1/complaint-office', {
          params: { query: { about_unit_id: unit, names_head: namesHead && unit !== undefined } },
        }),
      ),
  })
  return (
    <Panel title={t('complaints.register.where')}>
      <ProblemNotice error={office.error} />
      {office.data && !office.error && (
        <p role="status">
          <strong>{office.data.office.name}</strong>
        </p>
      )}
      {office.data?.instead && <p className="notice warn">{t('complaints.register.instead')}</p>}
      <p className="small quiet">{t('complaints.register.whereWhat')}</p>
    </Panel>
  )
}
