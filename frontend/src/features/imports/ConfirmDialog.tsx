import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { isStale } from '@/api/problem'
import { queryClient } from '@/api/queries'
import type { ImportDraft, ImportRow } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Mismatches } from './DraftHeader'
import { reloadDraft } from './useDraft'

/** What will enter the ledger, said once more before it does. */
export function ConfirmDialog(props: {
  draft: ImportDraft
  rows: ImportRow[]
  dirty: boolean
  onClose: () => void
}) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { draft, dirty } = props
  const kept = props.rows.filter((row) => !row.dropped)
  const dropped = props.rows.length - kept.length
  const key = kept.filter((row) => row.key_matter).length
  const unassigned = kept.filter((row) => row.units.length === 0).length

  async function confirm(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const made = await call(
        client.POST('/api/v1/imports/{import_id}/confirm', {
          params: { path: { import_id: draft.id }, header: { 'if-match': ifMatch(draft.version) } },
        }),
      )
      announce.good(t('imports.confirmed', { count: made.finding_ids_count }))
      await queryClient.invalidateQueries()
      await navigate({
        to: '/findings',
        search: made.inspection_id == null ? {} : { inspection_id: made.inspection_id },
      })
    } catch (refused) {
      setError(refused)
      if (isStale(refused)) await reloadDraft(draft.id)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={t('imports.confirmTitle')}
      okText={t('imports.confirm')}
      okButtonProps={{ disabled: dirty || kept.length === 0, loading: busy }}
      onOk={() => void confirm()}
      onCancel={props.onClose}
    >
      <ProblemNotice error={error} />
      {dirty && (
        <div className="notice warn" role="alert">
          {t('imports.confirmDirty')}
        </div>
      )}
      <p>{t('imports.confirmWhat')}</p>
      <ul>
        <li>
          <strong>{t('imports.confirmRows', { count: kept.length })}</strong>
        </li>
        {key > 0 && <li>{t('imports.confirmKey', { count: key })}</li>}
        {dropped > 0 && <li>{t('imports.confirmDropped', { count: dropped })}</li>}
        {unassigned > 0 && <li>{t('imports.confirmUnassigned', { count: unassigned })}</li>}
      </ul>
      {(draft.warnings.length > 0 || draft.unread.length > 0 || !draft.title) && (
        <div className="notice warn">
          <ul>
            {!draft.title && <li>{t('imports.confirmNoTitle')}</li>}
            {draft.warnings.length > 0 && (
              <li>{t('imports.confirmWarnings', { count: draft.warnings.length })}</li>
            )}
            {draft.unread.length > 0 && <li>{t('imports.confirmUnread', { count: draft.unread.length })}</li>}
          </ul>
        </div>
      )}
      <Mismatches draft={draft} />
    </Modal>
  )
}
