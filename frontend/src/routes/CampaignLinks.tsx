import { useTranslation } from 'react-i18next'
import { LinkButton } from '@/ui/LinkButton'

/** From a campaign to what comes of it, in rooms of their own. */
export function CampaignLinks({ campaignId }: { campaignId: number }) {
  const { t } = useTranslation()
  const search = { campaign: campaignId }
  return (
    <nav className="panel" aria-labelledby="beside-title">
      <h2 id="beside-title">{t('campaigns.beside')}</h2>
      <div className="row">
        <LinkButton to="/commitments" search={search}>
          {t('common.nav.commitments')}
        </LinkButton>
        <LinkButton to="/suggestions" search={search}>
          {t('common.nav.suggestions')}
        </LinkButton>
        <LinkButton to="/outcomes" search={search}>
          {t('common.nav.outcomes')}
        </LinkButton>
      </div>
    </nav>
  )
}
