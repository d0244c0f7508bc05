import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { Query } from '@/api/types'

export function useAcceptances(query: Query<'/api/v1/acceptances'>) {
  return useInfiniteQuery({
    queryKey: ['acceptances', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/acceptances', { params: { query: { ...query, cursor: pageParam, limit: 20 } } }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useAcceptance(id: number) {
  return useQuery({
    queryKey: ['acceptance', id],
    queryFn: () =>
      call(client.GET('/api/v1/acceptances/{acceptance_id}', { params: { path: { acceptance_id: id } } })),
  })
}

/** Looking back may ask for the finding to be reopened. */
export function refresh(): void {
  for (const key of ['acceptance', 'acceptances', 'finding', 'findings', 'today'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}
