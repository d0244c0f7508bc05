import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from './client'
import { queryClient } from './queries'
import type { Got, Sent } from './types'

export type Notice = Got<'/api/v1/notices'>['items'][number]
export type NoticeSettings = Got<'/api/v1/me/notice-settings'>
type SettingsChange = Sent<'/api/v1/me/notice-settings', 'patch'>

/** How many notices nobody has read yet; asked for by the bell and after reading. */
export function useUnread() {
  return useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => call(client.GET('/api/v1/notices/unread-count')),
    staleTime: 30_000,
    retry: false,
  })
}

export function useNotices(unreadOnly: boolean) {
  return useInfiniteQuery({
    queryKey: ['notices', 'list', unreadOnly],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/notices', {
          params: { query: { unread: unreadOnly || undefined, cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** One, or all of them. */
export async function markRead(which: number | 'all'): Promise<void> {
  if (which === 'all') await call(client.POST('/api/v1/notices/read', { body: { all: true, ids: [] } }))
  else await call(client.POST('/api/v1/notices/{notice_id}/read', { params: { path: { notice_id: which } } }))
  await queryClient.invalidateQueries({ queryKey: ['notices'] })
}

export function useNoticeSettings() {
  return useQuery({
    queryKey: ['me', 'notice-settings'],
    queryFn: () => call(client.GET('/api/v1/me/notice-settings')),
  })
}

/** A new address counts only once the code mailed to it has come back. */
export function changeNoticeSettings(change: Partial<SettingsChange>): Promise<NoticeSettings> {
  return call(client.PATCH('/api/v1/me/notice-settings', { body: change as SettingsChange }))
}

export function confirmNoticeAddress(code: string): Promise<NoticeSettings> {
  return call(client.POST('/api/v1/me/notice-settings/confirmation', { body: { code } }))
}
