import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient, useMay, useMe } from '@/api/queries'
import type { Got } from '@/api/types'
import { type HalfKeeper, halfTask } from './halves'
import type { AccountsSearch } from './search'

export type Account = Got<'/api/v1/accounts'>['items'][number]
export type Appointment = Got<'/api/v1/appointments'>['items'][number]
export type SessionLine = Got<'/api/v1/accounts/{account_id}/sessions'>['items'][number]
export type HandoverPlan = Got<'/api/v1/accounts/{account_id}/handover'>
export type HandoverDone = Got<'/api/v1/accounts/{account_id}/handover', 'post'>

const PAGE = 100

export function useAccounts(search: AccountsSearch) {
  return useInfiniteQuery({
    queryKey: ['accounts', search],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        client.GET('/api/v1/accounts', {
          params: { query: { ...search, cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

export function useOneAccount(id: number | undefined) {
  return useQuery({
    queryKey: ['accounts', 'one', id],
    enabled: id !== undefined,
    queryFn: () =>
      call(client.GET('/api/v1/accounts/{account_id}', { params: { path: { account_id: id ?? 0 } } })),
  })
}

/** Every appointment somebody has or had; more than one page of them is a rare life. */
export function useAppointments(account: number, enabled: boolean) {
  return useQuery({
    queryKey: ['accounts', 'appointments', account],
    enabled,
    queryFn: async ({ signal }): Promise<Appointment[]> => {
      const found: Appointment[] = []
      let cursor: string | undefined
      do {
        const page = await call(
          client.GET('/api/v1/appointments', {
            params: { query: { account_id: account, limit: 200, cursor } },
            signal,
          }),
        )
        found.push(...page.items)
        cursor = page.next_cursor ?? undefined
      } while (cursor)
      return found
    },
  })
}

export function useSessionsOf(account: number, enabled: boolean) {
  return useQuery({
    queryKey: ['accounts', 'sessions', account],
    enabled,
    queryFn: () =>
      call(
        client.GET('/api/v1/accounts/{account_id}/sessions', { params: { path: { account_id: account } } }),
      ),
  })
}

export function useHandoverPlan(account: number | undefined) {
  return useQuery({
    queryKey: ['accounts', 'handover', account],
    enabled: account !== undefined,
    staleTime: 0,
    queryFn: () =>
      call(
        client.GET('/api/v1/accounts/{account_id}/handover', {
          params: { path: { account_id: account ?? 0 } },
        }),
      ),
  })
}

/** What a second half that waits is to the one signed in. */
export function useHalfTask() {
  const may = useMay()
  const viewer = useMe().data?.id
  return (account: Account) => halfTask(account, viewer, may)
}

/** Who hands over the second half of a password just set. Not to be told never hides the password itself. */
export async function keeperNow(account: number): Promise<HalfKeeper | null | 'unknown'> {
  try {
    const now = await call(
      client.GET('/api/v1/accounts/{account_id}', { params: { path: { account_id: account } } }),
    )
    return now.password_half
  } catch {
    return 'unknown'
  }
}

export function accountsChanged(): void {
  void queryClient.invalidateQueries({ queryKey: ['accounts'] })
  void queryClient.invalidateQueries({ queryKey: ['people'] })
}
