import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import type { Query } from '@/api/types'
import type { StatisticsSearch } from './search'

/** What of the address the service is asked for. */
export function queryOf({ show, kind, ...search }: StatisticsSearch): Query<'/api/v1/complaint-statistics'> {
  return { ...search, kind: kind as never }
}

export function useStatistics(search: StatisticsSearch) {
  const query = queryOf(search)
  return useQuery({
    queryKey: ['complaint-statistics', query],
    placeholderData: keepPreviousData,
    queryFn: () => call(client.GET('/api/v1/complaint-statistics', { params: { query } })),
  })
}
