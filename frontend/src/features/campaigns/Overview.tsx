import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CampaignLink } from './CampaignPage'
import { contactWords } from './contacts'
import { Facts } from './Facts'
import { LeadingGroup } from './LeadingGroup'
import { Links } from './Links'
import { Stages } from './Stages'
import type { Campaign } from './types'

interface Props {
  campaign: Campaign
  at: string | undefined
  beside: ReactNode
}

/** The campaign at a glance: stages with today, what it is about, who leads it, what belongs to it. */
export function Overview({ campaign, at, beside }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Stages campaign={campaign} at={at} />
      <Facts campaign={campaign} at={at} />
      <LeadingGroup campaign={campaign} />
      <Contacts campaign={campaign} />
      <Links campaign={campaign} />
      {campaign.children.length > 0 && (
        <section className="panel" aria-labelledby="children-title">
          <h2 id="children-title">{t('campaigns.children')}</h2>
          <ul className="plain lines">
            {campaign.children.map((child) => (
              <li key={child.id}>
                <CampaignLink campaign={child} />
                <span className="quiet">{child.unit.name}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {beside}
    </>
  )
}

/** Printed on every form of the campaign, and shown to whoever takes part. */
function Contacts({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  if (campaign.contacts.length === 0) return null
  return (
    <section className="panel" aria-labelledby="contacts-title">
      <h2 id="contacts-title">{t('campaigns.contacts')}</h2>
      <dl className="facts">
        {campaign.contacts.map((contact, index) => (
          <div key={index}>
            <dt>{contactWords(contact.kind, t)}</dt>
            <dd>{contact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
