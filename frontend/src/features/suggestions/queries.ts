import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { SuggestionsSearch } from './search'

export function useCollections(campaign: number | undefined) {
  return useQuery({
    queryKey: ['suggestions', 'collections', campaign],
    queryFn: () =>
      call(
        client.GET('/api/v1/suggestion-collections', {
          params: { query: { campaign_id: campaign, limit: 50 } },
        }),
      ),
  })
}

export function useSuggestions({ campaign, collection, state }: SuggestionsSearch) {
  return useInfiniteQuery({
    queryKey: ['suggestions', 'list', campaign, collection, state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/suggestions', {
          params: {
            query: {
              campaign_id: campaign,
              collection_id: collection,
              state: state as never,
              cursor: pageParam,
              limit: 50,
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useSuggestion(id: number) {
  return useQuery({
    queryKey: ['suggestions', 'one', id],
    queryFn: () =>
      call(client.GET('/api/v1/suggestions/{suggestion_id}', { params: { path: { suggestion_id: id } } })),
  })
}

export function refresh(): void {
  for (const key of ['suggestions', 'findings', 'today'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}
