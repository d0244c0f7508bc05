import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'

export function useExemplars(campaign: number | undefined) {
  return useInfiniteQuery({
    queryKey: ['exemplars', campaign],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/exemplars', {
          params: { query: { campaign_id: campaign, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useRules(campaign: number | undefined) {
  return useInfiniteQuery({
    queryKey: ['rule-docs', campaign],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/rule-docs', {
          params: { query: { campaign_id: campaign, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useRulesOfFinding(finding: number) {
  return useQuery({
    queryKey: ['rule-docs', 'of', finding],
    queryFn: () =>
      call(client.GET('/api/v1/rule-docs', { params: { query: { finding_id: finding, limit: 50 } } })),
  })
}

export function refreshExemplars(): void {
  void queryClient.invalidateQueries({ queryKey: ['exemplars'] })
}

export function refreshRules(): void {
  void queryClient.invalidateQueries({ queryKey: ['rule-docs'] })
}
