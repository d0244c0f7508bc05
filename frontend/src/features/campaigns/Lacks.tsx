import { useTranslation } from 'react-i18next'
import { type Place, placeOf } from './places'
import type { Campaign } from './types'

/** What is lacking before the campaign can be issued; each leads to where it is put right. */
export function Lacks({ campaign, onGo }: { campaign: Campaign; onGo: (place: Place) => void }) {
  const { t } = useTranslation()
  if (campaign.lacks.length === 0) return null
  return (
    <section className="notice warn lacks" aria-labelledby="lacks-title">
      <h2 id="lacks-title" style={{ fontSize: 14 }}>
        {t('campaigns.lacks', { count: campaign.lacks.length })}
      </h2>
      <ul>
        {campaign.lacks.map((lack) => (
          <li key={lack.pointer + lack.message}>
            <button type="button" className="link" onClick={() => onGo(placeOf(lack.pointer))}>
              {lack.message}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
