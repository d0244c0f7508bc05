import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { Got } from '@/api/types'
import type { BurdenSearch } from './search'

export type UnitBurden = Got<'/api/v1/burden'>['items'][number]
export type MonthBurden = UnitBurden['months'][number]
export type BurdenItem = Got<'/api/v1/burden/units/{unit_id}/months/{month}'>['items'][number]
export type Ask = Got<'/api/v1/burden/asks'>['items'][number]
export type AskKind = Ask['kind']

const KEY = 'burden'

export function useBurden({ unit_id, campaign_id, since, until }: BurdenSearch) {
  const query = { unit_id, campaign_id, since, until }
  return useInfiniteQuery({
    queryKey: [KEY, 'meter', query],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(client.GET('/api/v1/burden', { params: { query: { ...query, cursor: pageParam, limit: 50 } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useMonth(unitId: number, month: string) {
  return useQuery({
    queryKey: [KEY, 'month', unitId, month],
    queryFn: () =>
      call(
        client.GET('/api/v1/burden/units/{unit_id}/months/{month}', {
          params: { path: { unit_id: unitId, month } },
        }),
      ),
  })
}

export function useAsks(unitId: number | undefined) {
  return useInfiniteQuery({
    queryKey: [KEY, 'asks', unitId],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/burden/asks', {
          params: { query: { unit_id: unitId, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** After something was registered or withdrawn every count is asked again. */
export function refresh(): void {
  void queryClient.invalidateQueries({ queryKey: [KEY] })
}
