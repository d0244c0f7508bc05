import { useTranslation } from 'react-i18next'
import type { ImportDraft } from '@/api/types'
import { useDesk } from './desk'
import { totalKey } from './totals'

/** Where the document's own totals differ from its rows; worth a look, no reason to stop. */
export function Mismatches({ draft }: { draft: ImportDraft }) {
  const { t } = useTranslation()
  if (draft.mismatches.length === 0) return null
  return (
    <div className="notice warn small" style={{ margin: '8px 0' }}>
      {t('imports.mismatches')}
      <ul>
        {draft.mismatches.map(({ field, stated, counted }) => {
          const key = totalKey(field)
          const name = key ? t(`imports.totalNames.${key}`) : field
          return <li key={field}>{t('imports.mismatch', { name, stated, counted })}</li>
        })}
      </ul>
    </div>
  )
}

/** What a careful reader would look at, each with the way to its place. */
export function Warnings() {
  const { t } = useTranslation()
  const { draft, jump } = useDesk()
  if (draft.warnings.length === 0) return null
  return (
    <details className="fold" open>
      <summary>
        <span className="chip warn">{t('imports.warnings', { count: draft.warnings.length })}</span>
      </summary>
      <ul>
        {draft.warnings.map((warning, index) => (
          <li key={index}>
            {warning.span ? (
              <button type="button" className="link" onClick={() => jump(warning.span as number[])}>
                {warning.message}
                <span className="sr">({t('imports.jump')})</span>
              </button>
            ) : (
              warning.message
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
