import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'

export function useCampaign(id: number) {
  return useQuery({
    queryKey: ['campaign', id],
    queryFn: () =>
      call(client.GET('/api/v1/campaigns/{campaign_id}', { params: { path: { campaign_id: id } } })),
  })
}

export function useTasks(id: number) {
  return useInfiniteQuery({
    queryKey: ['campaign', id, 'tasks'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/tasks', {
          params: { path: { campaign_id: id }, query: { cursor: pageParam, limit: 200 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** After any act everything that may show the campaign is asked again. */
export function refresh(id: number): void {
  void queryClient.invalidateQueries({ queryKey: ['campaign', id] })
  for (const key of ['campaigns', 'duties', 'today']) void queryClient.invalidateQueries({ queryKey: [key] })
}

/** What units made of a task, as far as it is in sight. */
export function useShares(campaignId: number, taskId: number) {
  return useQuery({
    queryKey: ['campaign', campaignId, 'tasks', taskId],
    queryFn: () =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/tasks', {
          params: {
            path: { campaign_id: campaignId },
            query: { of: 'units', parent_id: taskId, limit: 200 },
          },
        }),
      ),
  })
}
