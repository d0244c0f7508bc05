import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call, client } from '@/api/client'
import { queryClient, useMe } from '@/api/queries'
import type { Got, Unit } from '@/api/types'

export type UnitWhole = Got<'/api/v1/units/{unit_id}'>
export type UnitChange = Got<'/api/v1/units/{unit_id}/changes'>['items'][number]

const PAGE = 200

/** All units directly below one; a county has some dozens of them, asked for page by page. */
function childrenQuery(parent: number) {
  return queryOptions({
    queryKey: ['units', 'below', parent],
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<Unit[]> => {
      const found: Unit[] = []
      let cursor: string | undefined
      do {
        const page = await call(
          client.GET('/api/v1/units', {
            params: { query: { parent_id: parent, limit: PAGE, cursor } },
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

export function useChildren(parent: number | undefined) {
  return useQuery({ ...childrenQuery(parent ?? 0), enabled: parent !== undefined })
}

/** The children of every unit that stands open. */
export function useOpened(expanded: ReadonlySet<number>) {
  const ids = [...expanded]
  const asked = useQueries({ queries: ids.map((id) => childrenQuery(id)) })
  const byId = new Map(ids.map((id, index) => [id, asked[index]]))
  return {
    below: (id: number) => byId.get(id)?.data,
    loading: (id: number) => byId.get(id)?.isFetching === true && !byId.get(id)?.data,
    error: asked.find((one) => one.error)?.error ?? null,
  }
}

function wholeQuery(id: number) {
  return queryOptions({
    queryKey: ['unit', id],
    staleTime: 30_000,
    queryFn: () => call(client.GET('/api/v1/units/{unit_id}', { params: { path: { unit_id: id } } })),
  })
}

export function useWhole(id: number | undefined) {
  return useQuery({ ...wholeQuery(id ?? 0), enabled: id !== undefined })
}

/** The tops of what the person looks after: the units of their appointment. */
export function useRoots() {
  const me = useMe()
  const ids = useMemo(
    () => [
      ...new Set(
        (me.data?.appointments ?? [])
          .filter((entry) => entry.role === 'system_admin')
          .map((entry) => entry.unit.id),
      ),
    ],
    [me.data],
  )
  const asked = useQueries({ queries: ids.map((id) => wholeQuery(id)) })
  return {
    roots: asked.flatMap(({ data }) => (data ? [data] : [])),
    pending: me.isPending || asked.some((one) => one.isPending),
    error: me.error ?? asked.find((one) => one.error)?.error ?? null,
    again: () => {
      for (const one of asked) void one.refetch()
    },
  }
}

export function useFound(text: string) {
  return useQuery({
    queryKey: ['units', 'found', text],
    enabled: text !== '',
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      call(client.GET('/api/v1/units', { params: { query: { q: text, limit: 50 } }, signal })),
  })
}

/** The tree has changed: everything that shows a unit is asked for again. */
export function treeChanged(): void {
  void queryClient.invalidateQueries({ queryKey: ['units'] })
  void queryClient.invalidateQueries({ queryKey: ['unit'] })
}
