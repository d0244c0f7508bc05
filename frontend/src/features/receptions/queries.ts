import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { Query } from '@/api/types'
import type { ReceptionsSearch } from './search'

/** What of the address the service is asked for. */
export function queryOf({ unit, lack, complete }: ReceptionsSearch): Query<'/api/v1/receptions'> {
  return { unit_id: unit, lack: lack as never, complete }
}

export function useChecklist(search: ReceptionsSearch) {
  return useInfiniteQuery({
    queryKey: ['receptions', search],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/receptions', {
          params: { query: { ...queryOf(search), cursor: pageParam, limit: 100 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useReception(unitId: number) {
  return useQuery({
    queryKey: ['reception', unitId],
    queryFn: () =>
      call(client.GET('/api/v1/receptions/{unit_id}', { params: { path: { unit_id: unitId } } })),
  })
}

export function refresh(): void {
  for (const key of ['receptions', 'reception']) void queryClient.invalidateQueries({ queryKey: [key] })
}
