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

/** The stage a deliverable belongs to; sub-stages have deliverables too. */
export function useStageOf(duty: { campaign: { id: number }; deliverable_id: number | null }): string | null {
  const { data } = useCampaign(duty.campaign.id)
  const stageId = data?.deliverables.find(({ id }) => id === duty.deliverable_id)?.stage_id
  const stages = data?.stages.flatMap((stage) => [stage, ...(stage.stages ?? [])])
  return stages?.find(({ id }) => id === stageId)?.name ?? null
}

/** After any act everything that may show a duty is asked again. */
export function refresh(): void {
  for (const key of ['duty', 'my-duties', 'campaign', 'duty-requests', 'report-result', 'today'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}
