import { Modal } from 'antd'
import { type Dispatch, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { ImportDraft, ImportRow } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { ProblemNotice } from '@/ui/ProblemNotice'
import type { DraftAction } from './edits'
import { reloadDraft, showRow } from './useDraft'

interface Props {
  draft: ImportDraft
  chosen: ImportRow[]
  dispatch: Dispatch<DraftAction>
  onClose: () => void
}

export function MergeDialog({ draft, chosen, dispatch, onClose }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const ordered = [...chosen].sort((a, b) => a.ordinal - b.ordinal)

  async function merge(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const merged = await call(
        client.POST('/api/v1/imports/{import_id}/rows/merge', {
          params: { path: { import_id: draft.id } },
          body: { row_ids: ordered.map((row) => row.id) },
        }),
      )
      dispatch({ do: 'gone', ids: ordered.map((row) => row.id) })
      await reloadDraft(draft.id)
      showRow(merged.id)
      announce.good(t('common.done'))
      onClose()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={t('imports.mergeTitle', { count: ordered.length })}
      okText={t('imports.merge')}
      okButtonProps={{ loading: busy }}
      onOk={() => void merge()}
      onCancel={onClose}
    >
      <ProblemNotice error={error} />
      <p className="quiet">{t('imports.mergeWhat')}</p>
      <ol>
        {ordered.map((row) => (
          <li key={row.id} className="wrap-anywhere">
            {row.number}. {row.problem?.slice(0, 80)}
          </li>
        ))}
      </ol>
    </Modal>
  )
}
