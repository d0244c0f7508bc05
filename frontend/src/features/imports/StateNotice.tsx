import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ImportDraft } from '@/api/types'
import { moment } from '@/i18n/format'
import { LinkButton } from '@/ui/LinkButton'
import { archived } from './Became'

/** What became of the draft, or that the same file was here before. */
export function StateNotice({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  if (draft.state === 'draft')
    return draft.same_file_as === null ? null : (
      <div className="notice" role="status">
        {t('imports.sameFile')}{' '}
        <Link to="/imports/$importId" params={{ importId: String(draft.same_file_as) }}>
          {t('imports.openEarlier')}
        </Link>
      </div>
    )
  if (draft.state === 'discarded')
    return (
      <div className="notice" role="status">
        {t('imports.discardedState')}
      </div>
    )
  return (
    <div className="notice good" role="status">
      <span>{archived(draft) ? t('imports.filedState') : t('imports.confirmedState')}</span>{' '}
      <span className="small quiet">{moment(draft.confirmed_at)}</span>{' '}
      {!archived(draft) && (
        <LinkButton
          to="/findings"
          search={draft.inspection_id === null ? {} : { inspection_id: draft.inspection_id }}
          size="small"
        >
          {t('imports.openLedger')}
        </LinkButton>
      )}
    </div>
  )
}
