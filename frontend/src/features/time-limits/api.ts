import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { Got, Query, Sent } from '@/api/types'

export type TimeLimitLine = Got<'/api/v1/time-limits'>['items'][number]
export type TimeLimit = Got<'/api/v1/time-limits/{code}'>
export type TimeTerms = NonNullable<TimeLimitLine['terms']>
export type TimeVersion = TimeLimit['versions'][number]
export type Confidence = TimeTerms['confidence']
export type TimeUnit = NonNullable<TimeTerms['period']>['unit']
export type Deadline = Got<'/api/v1/time-limits/{code}/deadline', 'post'>
export type DeadlineAsked = Sent<'/api/v1/time-limits/{code}/deadline', 'post'>
export type VersionCreate = Sent<'/api/v1/time-limits/{code}/versions', 'post'>
export type WorkCalendar = Got<'/api/v1/work-calendar/{year}'>
export type WorkCalendarBody = Sent<'/api/v1/work-calendar/{year}', 'put'>

const KEY = ['time-limits']

export function useTimeLimits(query: Omit<Query<'/api/v1/time-limits'>, 'cursor' | 'limit'>) {
  return useInfiniteQuery({
    queryKey: [...KEY, 'list', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/time-limits', { params: { query: { ...query, cursor: pageParam, limit: 50 } } }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useTimeLimit(code: string) {
  return useQuery({
    queryKey: [...KEY, 'one', code],
    queryFn: () => call(client.GET('/api/v1/time-limits/{code}', { params: { path: { code } } })),
  })
}

export function useWorkCalendar(year: number) {
  return useQuery({
    queryKey: ['work-calendar', year],
    queryFn: () => call(client.GET('/api/v1/work-calendar/{year}', { params: { path: { year } } })),
  })
}

/** Rules and what the calendar says of their last days are asked for anew. */
export function askAgain(): void {
  void queryClient.invalidateQueries({ queryKey: KEY })
  void queryClient.invalidateQueries({ queryKey: ['work-calendar'] })
}
