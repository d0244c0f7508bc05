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
import { archived } from './Became'
import { type Outcome, outcome } from './differences/outcome'
import { Mismatches } from './Notes'
import { reloadDraft } from './useDraft'

interface Props {
  draft: ImportDraft
  rows: ImportRow[]
  dirty: boolean
  /** Leads to a row that has to be decided on first. */
  onShow: (row: ImportRow) => void
  onClose: () => void
}

/** What will become of the draft, said in numbers before it does. */
export function ConfirmDialog({ draft, rows, dirty, onShow, onClose }: Props) {
  const { t } = useTranslation()
  const confirming = useConfirm(draft, onClose)
  const will = outcome(draft, rows)
  const first = will.undecided[0]
  const filed = archived(draft)
  const ask = filed ? t('imports.file') : t('imports.confirm')
  return (
    <Modal
      open
      title={filed ? t('imports.fileTitle') : t('imports.confirmTitle')}
      okText={first ? t('imports.differences.goDecide') : ask}
      okButtonProps={{
        disabled: dirty || (!filed && rows.length === will.dropped),
        loading: confirming.busy,
      }}
      onOk={() => {
        if (!first) return void confirming.confirm()
        onClose()
        onShow(first)
      }}
      onCancel={onClose}
    >
      <ProblemNotice error={confirming.error} />
      {dirty && (
        <div className="notice warn" role="alert">
          {t('imports.confirmDirty')}
        </div>
      )}
      {first && (
        <div className="notice bad" role="alert">
          {t('imports.differences.undecidedFirst', { count: will.undecided.length })}
        </div>
      )}
      <p>{filed ? t('imports.fileWhat') : t('imports.confirmWhat')}</p>
      {filed ? <Filed draft={draft} /> : <Entering draft={draft} rows={rows} will={will} />}
      <Left draft={draft} />
      <Mismatches draft={draft} />
    </Modal>
  )
}

function Filed({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  return (
    <ul>
      {draft.plan && (
        <li>{t('imports.filePlan', { stages: draft.plan.stages.length, tasks: draft.plan.tasks.length })}</li>
      )}
      {draft.figures.length > 0 && <li>{t('imports.fileFigures', { count: draft.figures.length })}</li>}
    </ul>
  )
}

function Entering({ draft, rows, will }: { draft: ImportDraft; rows: ImportRow[]; will: Outcome }) {
  const { t } = useTranslation()
  const entering = rows.filter((row) => !row.dropped && (row.difference?.state ?? 'new') === 'new')
  const key = entering.filter((row) => row.key_matter).length
  const unassigned = entering.filter((row) => row.units.length === 0).length
  return (
    <ul>
      <li>
        <strong>{t('imports.confirmRows', { count: will.entering })}</strong>
      </li>
      {key > 0 && <li>{t('imports.confirmKey', { count: key })}</li>}
      {unassigned > 0 && <li>{t('imports.confirmUnassigned', { count: unassigned })}</li>}
      {draft.compares_with !== null && (
        <>
          <li>
            <strong>{t('imports.differences.willUpdate', { count: will.updating })}</strong>
            {will.asking > 0 && t('imports.differences.willAsk', { count: will.asking })}
          </li>
          <li>
            {t('imports.differences.untouched', {
              count: will.same + will.keeping,
              same: will.same,
              kept: will.keeping,
            })}
          </li>
          <li>{t('imports.differences.willBeGone', { count: will.gone })}</li>
        </>
      )}
      {will.dropped > 0 && <li>{t('imports.confirmDropped', { count: will.dropped })}</li>}
    </ul>
  )
}

/** What is worth a look before. */
function Left({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  if (draft.warnings.length === 0 && draft.unread.length === 0 && draft.title) return null
  return (
    <div className="notice warn">
      <ul>
        {!draft.title && <li>{t('imports.confirmNoTitle')}</li>}
        {draft.warnings.length > 0 && (
          <li>{t('imports.confirmWarnings', { count: draft.warnings.length })}</li>
        )}
        {draft.unread.length > 0 && <li>{t('imports.confirmUnread', { count: draft.unread.length })}</li>}
      </ul>
    </div>
  )
}

function useConfirm(draft: ImportDraft, onClose: () => void) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function confirm(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const made = await call(
        client.POST('/api/v1/imports/{import_id}/confirm', {
          params: { path: { import_id: draft.id }, header: { 'if-match': ifMatch(draft.version) } },
        }),
      )
      if (archived(draft)) announce.good(t('imports.filedDone'))
      else if (draft.compares_with === null)
        announce.good(t('imports.confirmed', { count: made.finding_ids_count }))
      else
        announce.good(
          t('imports.differences.confirmed', {
            entered: made.finding_ids_count,
            updated: made.updated_count ?? 0,
          }),
        )
      await queryClient.invalidateQueries()
      // What was filed stays on the screen: it can be read there from now on.
      if (archived(draft)) onClose()
      else
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
  return { busy, error, confirm }
}
