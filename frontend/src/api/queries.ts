import { keepPreviousData, QueryClient, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from './client'
import { ApiProblem } from './problem'
import { session } from './session'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 1 && error instanceof ApiProblem && error.status === 0,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})

session.whenAnotherPersonEnters(forgetPerson)

/** Everything asked for a person; the words of the service are everybody's. */
export function forgetPerson(): void {
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'meta' })
}

export function useAccount() {
  return useSyncExternalStore(session.subscribe, session.account)
}

export function useSessionStatus() {
  return useSyncExternalStore(session.subscribe, session.status)
}

export function useMustChangePassword() {
  return useSyncExternalStore(session.subscribe, session.mustChangePassword)
}

export function useMustSetSecondFactor() {
  return useSyncExternalStore(session.subscribe, session.mustSetSecondFactor)
}

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: () => call(client.GET('/api/v1/me')),
    staleTime: 5 * 60_000,
  })
}

/** Whether the person signed in may do this anywhere; the service decides each single case. */
export function useMay() {
  const permissions = useMe().data?.permissions
  return useCallback(
    (permission: string) => permissions?.includes(permission as never) ?? false,
    [permissions],
  )
}

export function useMeta() {
  return useQuery({
    queryKey: ['meta'],
    queryFn: () => call(client.GET('/api/v1/meta')),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export interface Option {
  value: string
  label: string
}

/** Words for codes: the service has them in both languages, the SPA only asks. An unknown code is shown as it is. */
export function useLabels() {
  const { i18n } = useTranslation()
  const english = i18n.language === 'en-US'
  const enums = useMeta().data?.enums
  const label = useCallback(
    (name: string, code: string | null | undefined) => {
      if (code == null) return ''
      const entry = enums?.[name]?.find((known) => known.code === code)
      return (english ? entry?.label_en : entry?.label) ?? code
    },
    [enums, english],
  )
  const options = useCallback(
    (name: string): Option[] =>
      (enums?.[name] ?? []).map((entry) => ({
        value: entry.code,
        label: english ? entry.label_en : entry.label,
      })),
    [enums, english],
  )
  /** Acts come with their Chinese words; in English their codes read well enough. */
  const actionLabel = useCallback(
    (action: { action: string; label: string }) => {
      if (!english) return action.label
      if (action.action.startsWith('ask_')) return `Request: ${label('request_kind', action.action.slice(4))}`
      const words = action.action.replaceAll('_', ' ')
      return words.charAt(0).toUpperCase() + words.slice(1)
    },
    [english, label],
  )
  return { label, options, actionLabel }
}

function useUnits(search: string) {
  return useQuery({
    queryKey: ['units', search],
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: () =>
      call(client.GET('/api/v1/units', { params: { query: { q: search || undefined, limit: 50 } } })),
  })
}

/**
 * Units found by name, each with the name it is told apart by: every bureau has a department of the same name,
 * so a department carries the unit it belongs to.
 */
export function useUnitOptions(search: string): {
  options: { value: number; label: string }[]
  isFetching: boolean
} {
  const found = useUnits(search)
  const units = found.data?.items ?? []
  // Only of what was searched for: the first fifty of all would ask for as many units above them.
  const above = new Set(
    search ? units.flatMap((unit) => (unit.kind === 'department' ? [unit.parent_id] : [])) : [],
  )
  const parents = useQueries({
    queries: [...above].flatMap((id) => (id === null ? [] : [unitQuery(id)])),
  })
  const names = new Map(parents.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])))
  const options = units.map((unit) => {
    const parent = unit.parent_id === null ? undefined : names.get(unit.parent_id)
    return { value: unit.id, label: parent ? `${unit.name}(${parent})` : unit.name }
  })
  return { options, isFetching: found.isFetching }
}

function unitQuery(id: number) {
  return queryOptions({
    queryKey: ['unit', id],
    staleTime: 5 * 60_000,
    queryFn: () => call(client.GET('/api/v1/units/{unit_id}', { params: { path: { unit_id: id } } })),
  })
}

export function useUnit(id: number | undefined) {
  return useQuery({ ...unitQuery(id ?? 0), enabled: id !== undefined })
}

export function usePeople(search: string, unitId: number | undefined) {
  return useQuery({
    queryKey: ['people', search, unitId],
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: () =>
      call(
        client.GET('/api/v1/people', {
          params: { query: { q: search || undefined, unit_id: unitId, limit: 50 } },
        }),
      ),
  })
}

export function useTags() {
  return useQuery({
    queryKey: ['tags'],
    staleTime: 5 * 60_000,
    queryFn: () => call(client.GET('/api/v1/tags', { params: { query: { limit: 200 } } })),
  })
}

export function useInspections() {
  return useQuery({
    queryKey: ['inspections'],
    staleTime: 60_000,
    queryFn: () => call(client.GET('/api/v1/inspections', { params: { query: { limit: 200 } } })),
  })
}
