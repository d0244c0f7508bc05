import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { pending } from './pending'
import { queryClient } from './queries'

export interface Notice {
  id: number
  kind: string
  kind_label: string
  title: string
  resource: string
  resource_id: number | null
  finding_id: number | null
  count: number
  actor_name: string | null
  created_at: string
  read_at: string | null
}

interface NoticePage {
  items: Notice[]
  next_cursor: string | null
  total: number | null
  total_is_capped?: boolean
}

/** How many notices nobody has read yet; asked for by the bell and after reading. */
export function useUnread() {
  return useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => pending<{ count: number }>('GET', '/notices/unread-count'),
    staleTime: 30_000,
    retry: false,
  })
}

export function useNotices(unreadOnly: boolean) {
  return useInfiniteQuery({
    queryKey: ['notices', 'list', unreadOnly],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '50' })
      if (unreadOnly) query.set('unread', 'true')
      if (pageParam) query.set('cursor', pageParam)
      return pending<NoticePage>('GET', `/notices?${query}`)
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** One, or all of them. */
export async function markRead(which: number | 'all'): Promise<void> {
  if (which === 'all') await pending('POST', '/notices/read', { body: { all: true } })
  else await pending('POST', `/notices/${which}/read`)
  await queryClient.invalidateQueries({ queryKey: ['notices'] })
}

export interface NoticeSettings {
  email: string | null
  email_pending: string | null
  mail: 'none' | 'daily' | 'each'
  mail_available: boolean
}

export function useNoticeSettings() {
  return useQuery({
    queryKey: ['me', 'notice-settings'],
    queryFn: () => pending<NoticeSettings>('GET', '/me/notice-settings'),
  })
}

export function changeNoticeSettings(
  change: Partial<Pick<NoticeSettings, 'email' | 'mail'>>,
): Promise<NoticeSettings> {
  return pending('PATCH', '/me/notice-settings', { body: change })
}

export function confirmNoticeAddress(code: string): Promise<NoticeSettings> {
  return pending('POST', '/me/notice-settings/confirmation', { body: { code } })
}
