import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/api/queries'
import { refreshRules, useRulesOfFinding } from './queries'
import { RuleCard } from './RuleCard'
import { type NamedFinding, RuleDialog } from './RuleDialog'

/** The rules that were established because of a finding; for whoever reads campaigns, as rules are read. */
export function RulesOfFinding({ finding }: { finding: NamedFinding }) {
  const may = useMay()
  return may('campaign.read') ? <Rules finding={finding} /> : null
}

function Rules({ finding }: { finding: NamedFinding }) {
  const { t } = useTranslation()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const rules = useRulesOfFinding(finding.id).data?.items ?? []
  const adds = may('duty.prepare') || may('campaign.manage')
  if (rules.length === 0 && !adds) return null
  return (
    <section className="panel stack" aria-labelledby="rules-title">
      <div className="headrow">
        <h2 id="rules-title">{t('outcomes.rules')}</h2>
        {adds && (
          <div className="side">
            <Button size="small" onClick={() => setAdding(true)}>
              {t('outcomes.addRule')}
            </Button>
          </div>
        )}
      </div>
      {rules.length === 0 ? (
        <p className="quiet small">{t('outcomes.noRulesOfFinding')}</p>
      ) : (
        <ul className="plain cards">
          {rules.map((one) => (
            <RuleCard key={one.id} rule={one} />
          ))}
        </ul>
      )}
      {adding && (
        <RuleDialog
          finding={finding}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false)
            refreshRules()
          }}
        />
      )}
    </section>
  )
}
