import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { ImportDraft } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { reloadDraft } from './useDraft'

export function Discard({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [modal, holder] = Modal.useModal()
  async function discard(): Promise<void> {
    try {
      await call(
        client.POST('/api/v1/imports/{import_id}/discard', {
          params: { path: { import_id: draft.id } },
        }),
      )
      announce.good(t('imports.discarded'))
      await queryClient.invalidateQueries({ queryKey: ['imports'] })
    } catch (refused) {
      announce.bad(refused)
    }
    await reloadDraft(draft.id)
  }
  return (
    <>
      {holder}
      <Button
        onClick={() =>
          void modal.confirm({
            title: t('imports.discardTitle'),
            content: t('imports.discardWhat'),
            okText: t('imports.discard'),
            okButtonProps: { danger: true },
            onOk: discard,
          })
        }
      >
        {t('imports.discard')}
      </Button>
    </>
  )
}
