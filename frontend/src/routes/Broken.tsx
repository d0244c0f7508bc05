import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'

/** A page of ours that failed; the rest of the application stays. */
export function Broken() {
  const { t } = useTranslation()
  return (
    <div role="alert">
      <Empty
        title={t('common.error.crashed')}
        next={<Button onClick={() => window.location.reload()}>{t('common.reload')}</Button>}
      >
        {t('common.error.crashedDetail')}
      </Empty>
    </div>
  )
}
