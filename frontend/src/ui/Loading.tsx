import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'

export function Loading() {
  const { t } = useTranslation()
  return (
    <div className="empty" role="status">
      <Spin /> <span style={{ marginLeft: 8 }}>{t('common.loading')}</span>
    </div>
  )
}
