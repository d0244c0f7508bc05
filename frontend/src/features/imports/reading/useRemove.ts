import { useTranslation } from 'react-i18next'
import type { ImportPatch } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { useDesk } from '../desk'
import { changeDraft } from '../useChange'
import { reloadDraft } from '../useDraft'

/** Takes something out of the draft; a refusal is said and what is there now is asked for. */
export function useRemove(onClose: () => void): (patch: Partial<ImportPatch>) => Promise<void> {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { draft } = useDesk()
  return async (patch) => {
    try {
      await changeDraft(draft, patch)
      announce.good(t('common.saved'))
      onClose()
    } catch (refused) {
      announce.bad(refused)
      await reloadDraft(draft.id)
    }
  }
}
