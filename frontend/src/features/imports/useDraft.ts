import { useQuery } from '@tanstack/react-query'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { ImportDraft, ImportRow } from '@/api/types'

export function useImport(id: number) {
  return useQuery({
    queryKey: ['import', id],
    queryFn: () => call(client.GET('/api/v1/imports/{import_id}', { params: { path: { import_id: id } } })),
  })
}

export function useImportText(id: number) {
  return useQuery({
    queryKey: ['import', id, 'text'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      call(client.GET('/api/v1/imports/{import_id}/text', { params: { path: { import_id: id } } })),
  })
}

export function useImportRows(id: number) {
  return useQuery({
    queryKey: ['import', id, 'rows'],
    queryFn: () =>
      call(client.GET('/api/v1/imports/{import_id}/rows', { params: { path: { import_id: id } } })),
  })
}

/**
 * Puts one changed row in its place, without fetching two thousand again. Where the draft has moved on by more
 * than this change, somebody else is at work on it too, and everything is asked again.
 */
export function putRow(importId: number, changed: ImportRow & { draft_version: number }): void {
  const { draft_version, ...row } = changed
  const draft = queryClient.getQueryData<ImportDraft>(['import', importId])
  if (draft && draft_version === draft.version + 1)
    queryClient.setQueryData(['import', importId], { ...draft, version: draft_version })
  else void reloadDraft(importId)
  queryClient.setQueryData<{ items: ImportRow[] }>(['import', importId, 'rows'], (old) =>
    old ? { ...old, items: old.items.map((entry) => (entry.id === row.id ? row : entry)) } : old,
  )
}

export async function reloadDraft(importId: number): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['import', importId, 'rows'] }),
    queryClient.invalidateQueries({ queryKey: ['import', importId], exact: true }),
  ])
}

/** Brings a row into view once it is drawn: what closed above it may have moved everything. */
export function showRow(id: number | undefined): void {
  requestAnimationFrame(() => {
    document.querySelector(`.draftlist [data-row="${id}"]`)?.scrollIntoView({ block: 'center' })
  })
}
