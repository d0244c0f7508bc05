import { useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'

export function useDuty(id: number) {
  return useQuery({
    queryKey: ['duty', id],
    queryFn: () => call(client.GET('/api/v1/duties/{duty_id}', { params: { path: { duty_id: id } } })),
  })
}

export function useCampaign(id: number) {
  return useQuery({
    queryKey: ['campaign', id],
    staleTime: 60_000,
    queryFn: () =>
      call(client.GET('/api/v1/campaigns/{campaign_id}', { params: { path: { campaign_id: id } } })),
  })
}

/** After any act everything that may show a duty is asked again. */
export function refresh(): void {
  for (const key of ['duty', 'my-duties', 'campaign', 'duty-requests', 'report-result', 'today'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}
