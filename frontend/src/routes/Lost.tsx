import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'
import { LinkButton } from '@/ui/LinkButton'

export function Lost() {
  const { t } = useTranslation()
  return (
    <Empty title={t('common.error.missing')} next={<LinkButton to="/">{t('common.nav.today')}</LinkButton>}>
      {t('common.error.missingDetail')}
    </Empty>
  )
}
