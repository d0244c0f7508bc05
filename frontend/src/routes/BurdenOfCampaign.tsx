import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Meter } from '@/features/burden/Meter'

/** On a campaign's page: what its units are asked for, by whomever; other months are on the page of the burden. */
export function BurdenOfCampaign({ campaignId }: { campaignId: number }) {
  const { t } = useTranslation()
  const search = { campaign_id: campaignId }
  return (
    <>
      <p className="row small" style={{ marginBottom: 12 }}>
        <span className="quiet grow">{t('burden.intro')}</span>
        <Link to="/burden" search={search}>
          {t('burden.whole')}
        </Link>
      </p>
      <Meter search={search} />
    </>
  )
}
