import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moment } from '@/i18n/format'
import { editableOf } from './editable'
import { FactsDialog } from './FactsDialog'
import type { Campaign } from './types'
import { useArrival } from './useArrival'

/** What the paper says of the campaign. */
export function Facts({ campaign, at }: { campaign: Campaign; at: string | undefined }) {
  const { t } = useTranslation()
  const { edit } = editableOf(campaign)
  const [editing, setEditing] = useState(false)
  const place = useArrival<HTMLHeadingElement>(at, 'facts')
  const none = <span className="quiet">{t('campaigns.notSaid')}</span>
  return (
    <section className="panel" aria-labelledby="facts-title">
      <div className="headrow">
        <h2 id="facts-title" ref={place} tabIndex={-1}>
          {t('campaigns.facts')}
        </h2>
        {edit && (
          <div className="side">
            <Button size="small" onClick={() => setEditing(true)}>
              {t('campaigns.change')}
            </Button>
          </div>
        )}
      </div>
      <dl className="facts">
        <Fact name={t('campaigns.fact.document_number')}>{campaign.document_number ?? none}</Fact>
        <Fact name={t('campaigns.fact.issuer')}>{campaign.issuer ?? none}</Fact>
        <Fact name={t('campaigns.fact.issued_on')}>{campaign.issued_on ?? none}</Fact>
        <Fact name={t('campaigns.fact.sub_plan_due_on')}>
          {campaign.sub_plan_due_on ?? t('campaigns.noSubPlan')}
        </Fact>
        {campaign.aliases.length > 0 && (
          <Fact name={t('campaigns.fact.aliases')}>{campaign.aliases.join(t('campaigns.comma'))}</Fact>
        )}
        <Fact name={t('campaigns.fact.created')}>
          {campaign.created_by_name} {moment(campaign.created_at)}
        </Fact>
        {campaign.issued_at && <Fact name={t('campaigns.fact.issued_at')}>{moment(campaign.issued_at)}</Fact>}
      </dl>
      {(['objective', 'scope', 'objects'] as const).map(
        (key) =>
          campaign[key] && (
            <div key={key} style={{ marginTop: 12 }}>
              <h3>{t(`campaigns.fact.${key}`)}</h3>
              <p className="pre">{campaign[key]}</p>
            </div>
          ),
      )}
      {editing && <FactsDialog campaign={campaign} onClose={() => setEditing(false)} />}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
