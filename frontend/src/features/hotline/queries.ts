import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { HotlineSearch } from './search'
import type { OrderQuery } from './types'

export function useOrders({ tab, ...search }: HotlineSearch) {
  const query = search as OrderQuery
  return useInfiniteQuery({
    queryKey: ['hotline-orders', query],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/hotline-orders', {
          params: { query: { ...query, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** What was sent to the hotline and it would not take. */
export function useRefused() {
  return useInfiniteQuery({
    queryKey: ['hotline-updates', 'refused'],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/hotline-orders/updates', {
          params: { query: { refused: true, after: pageParam, limit: 100 } },
        }),
      ),
    getNextPageParam: (page) => (page.has_more ? page.after : undefined),
  })
}

export function refresh(): void {
  for (const key of ['hotline-orders', 'hotline-updates', 'complaints'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}
