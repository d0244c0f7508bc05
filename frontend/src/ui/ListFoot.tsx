import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { number } from '@/i18n/format'

/** How much of a list is here, and the way to the rest. */
export function ListFoot({
  shown,
  total,
  capped,
  hasMore,
  loading,
  onMore,
}: {
  shown: number
  total: number | null | undefined
  capped: boolean
  hasMore: boolean
  loading: boolean
  onMore: () => void
}) {
  const { t } = useTranslation()
  const of = total == null ? number(shown) : `${number(total)}${capped ? '+' : ''}`
  return (
    <div className="listfoot">
      <span role="status">{t('common.loaded', { shown: number(shown), total: of })}</span>
      {hasMore && (
        <Button size="small" loading={loading} onClick={onMore}>
          {t('common.loadMore')}
        </Button>
      )}
    </div>
  )
}
