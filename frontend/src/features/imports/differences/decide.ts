import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { ImportDraft, ImportRow } from '@/api/types'
import { reloadDraft } from '../useDraft'
import type { Decision } from './outcome'

/** Says of rows what becomes of them, and puts what the service answers in their place. */
export async function decide(draftId: number, rows: number[], decision: Decision | null): Promise<void> {
  const said = await call(
    client.POST('/api/v1/imports/{import_id}/rows/decide', {
      params: { path: { import_id: draftId } },
      body: { row_ids: rows, decision },
    }),
  )
  const draft = queryClient.getQueryData<ImportDraft>(['import', draftId])
  if (!draft || said.draft_version !== draft.version + 1) return reloadDraft(draftId)
  const changed = new Map(said.items.map((row) => [row.id, row as ImportRow]))
  queryClient.setQueryData(['import', draftId], { ...draft, version: said.draft_version })
  queryClient.setQueryData<{ items: ImportRow[] }>(['import', draftId, 'rows'], (old) =>
    old ? { ...old, items: old.items.map((row) => changed.get(row.id) ?? row) } : old,
  )
}
