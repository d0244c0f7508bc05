import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { ImportDraft, ImportPatch } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { type Submission, useSubmit } from '@/ui/useSubmit'
import { reloadDraft } from './useDraft'

export async function changeDraft(draft: ImportDraft, patch: Partial<ImportPatch>): Promise<ImportDraft> {
  const saved = await call(
    client.PATCH('/api/v1/imports/{import_id}', {
      params: { path: { import_id: draft.id }, header: { 'if-match': ifMatch(draft.version) } },
      body: patch as ImportPatch,
    }),
  )
  queryClient.setQueryData(['import', draft.id], saved)
  void queryClient.invalidateQueries({ queryKey: ['import', draft.id, 'differences'] })
  return saved
}

/** A dialog's way to change the draft: saved, said, closed; or why not. */
export function useChange(
  draft: ImportDraft,
  patch: () => Partial<ImportPatch>,
  typed: () => string,
  onClose: () => void,
): Submission {
  const { t } = useTranslation()
  const announce = useAnnounce()
  return useSubmit({
    run: () => changeDraft(draft, patch()),
    onDone: () => {
      announce.good(t('common.saved'))
      onClose()
    },
    onReload: () => void reloadDraft(draft.id),
    typed,
  })
}
