import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import { type ComplaintsSearch, queryOf } from './search'

export function useComplaints(search: ComplaintsSearch) {
  return useInfiniteQuery({
    queryKey: ['complaints', 'list', search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/complaints', {
          params: { query: { ...(queryOf(search) as object), cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useComplaint(id: number) {
  return useQuery({
    queryKey: ['complaint', id],
    queryFn: () =>
      call(client.GET('/api/v1/complaints/{complaint_id}', { params: { path: { complaint_id: id } } })),
  })
}

/** After any act everything that may show a complaint is asked again. */
export function refresh(): void {
  for (const key of ['complaint', 'complaints', 'complaint-clocks', 'today', 'findings'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}
