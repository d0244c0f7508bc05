import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { CommitmentsSearch } from './search'

export function useCommitments({ campaign }: CommitmentsSearch) {
  return useInfiniteQuery({
    queryKey: ['commitments', campaign],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/commitments', {
          params: { query: { campaign_id: campaign, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function usePromises({ campaign, overdue }: CommitmentsSearch) {
  return useInfiniteQuery({
    queryKey: ['promises', campaign, overdue],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/promises', {
          params: { query: { campaign_id: campaign, overdue, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useCommitment(id: number) {
  return useQuery({
    queryKey: ['commitment', id],
    queryFn: () =>
      call(client.GET('/api/v1/commitments/{commitment_id}', { params: { path: { commitment_id: id } } })),
  })
}

/** After any act everything that may show the commitment is asked again. */
export function refresh(id: number): void {
  void queryClient.invalidateQueries({ queryKey: ['commitment', id] })
  for (const key of ['commitments', 'promises']) void queryClient.invalidateQueries({ queryKey: [key] })
}
