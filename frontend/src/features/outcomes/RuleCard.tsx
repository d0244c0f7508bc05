import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { day } from '@/i18n/format'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { EvidenceUpload } from '@/ui/files/EvidenceUpload'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { refreshRules } from './queries'
import { RuleDialog } from './RuleDialog'
import type { RuleDoc } from './types'

/** One rule: what it is called, what it was made for, its text, and correcting the record. */
export function RuleCard({ rule }: { rule: RuleDoc }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [doing, setDoing] = useState<'change' | 'withdraw' | null>(null)
  const shut = () => setDoing(null)
  const done = () => {
    shut()
    refreshRules()
  }
  return (
    <li className="card">
      <div className="stack tight">
        <div className="row">
          <span className="chip blue">{label('rule_doc_kind', rule.kind)}</span>
          <strong className="wrap-anywhere">{rule.name}</strong>
        </div>
        <span className="small quiet">
          {[rule.number, day(rule.issued_on), rule.unit.name, rule.campaign?.name]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {rule.findings.length > 0 && (
          <ul className="plain small">
            {rule.findings.map((finding) => (
              <li key={finding.id}>
                <Link to="/findings/$findingId" params={{ findingId: String(finding.id) }}>
                  {`${finding.code} ${finding.problem}`}
                </Link>
              </li>
            ))}
          </ul>
        )}
        <EvidenceList files={rule.files} />
        {rule.may_change && (
          <div className="row">
            <EvidenceUpload
              owner={{ type: 'rule_doc', id: rule.id }}
              label={t('outcomes.addText')}
              onDone={refreshRules}
            />
            <Button
              size="small"
              aria-label={`${t('outcomes.change')}:${rule.name}`}
              onClick={() => setDoing('change')}
            >
              {t('outcomes.change')}
            </Button>
            <Button
              size="small"
              aria-label={`${t('outcomes.withdraw')}:${rule.name}`}
              onClick={() => setDoing('withdraw')}
            >
              {t('outcomes.withdraw')}
            </Button>
          </div>
        )}
        {doing === 'change' && <RuleDialog rule={rule} onClose={shut} onDone={done} />}
        {doing === 'withdraw' && (
          <ReasonDialog
            title={t('outcomes.withdraw')}
            okText={t('outcomes.withdraw')}
            label={t('outcomes.words')}
            help={t('outcomes.withdrawWhat')}
            required
            danger
            run={(reason) =>
              call(
                client.POST('/api/v1/rule-docs/{rule_doc_id}/withdrawal', {
                  params: { path: { rule_doc_id: rule.id }, header: { 'if-match': ifMatch(rule.version) } },
                  body: { reason },
                }),
              )
            }
            onDone={done}
            onClose={shut}
          />
        )}
      </div>
    </li>
  )
}
