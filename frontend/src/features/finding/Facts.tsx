import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { Finding } from '@/api/types'
import { moment } from '@/i18n/format'

export function Facts({ finding }: { finding: Finding }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const of = (part: string) =>
    finding.units
      .filter((unit) => unit.part === part)
      .map((unit) => unit.name)
      .join('、')
  const facts: [string, ReactNode][] = [
    [label('part', 'answering'), of('answering') || t('ledger.unassigned')],
    [label('part', 'cooperating'), of('cooperating')],
    [label('part', 'supervising'), of('supervising')],
    [t('finding.leader'), finding.responsible_leader],
    [t('finding.department'), finding.responsible_department],
    [t('finding.person'), finding.responsible_person],
    [t('finding.source'), label('source', finding.source)],
    [t('finding.severity'), label('severity', finding.severity)],
    [t('finding.amount'), finding.amount == null ? null : t('finding.yuan', { amount: finding.amount })],
    [t('finding.tags'), finding.tags.map((tag) => tag.name).join('、')],
    [
      t('finding.inspection'),
      finding.inspection && (
        <Link to="/inspections/$inspectionId" params={{ inspectionId: String(finding.inspection.id) }}>
          {finding.inspection.title}
        </Link>
      ),
    ],
    [
      t('ledger.campaign'),
      finding.campaign && (
        <Link to="/campaigns/$campaignId" params={{ campaignId: String(finding.campaign.id) }}>
          {finding.campaign.title}
        </Link>
      ),
    ],
    [t('ledger.problemType'), finding.problem_type],
    [t('finding.section'), [finding.section, finding.group].filter(Boolean).join(' / ')],
    [t('finding.number'), finding.number],
    [t('finding.registeredBy'), finding.registered_by.name],
    [t('finding.registeredAt'), moment(finding.created_at)],
    [t('finding.declined'), finding.declined_reason],
    [
      t('finding.waitingFor'),
      finding.waiting_reason &&
        `${finding.waiting_reason}${finding.waiting_review_on ? `(${t('finding.reviewOn', { on: finding.waiting_review_on })})` : ''}`,
    ],
    [t('finding.staged'), finding.staged_reason],
    [t('finding.voidReason'), finding.void_reason],
    [
      t('finding.lastUrged'),
      finding.last_urged_at && `${moment(finding.last_urged_at)} ${finding.last_urge_note ?? ''}`,
    ],
    [
      t('common.nav.ledger'),
      finding.reopen_no > 0 ? t('finding.reopened', { count: finding.reopen_no }) : null,
    ],
  ]
  return (
    <section className="panel" aria-labelledby="facts-title">
      <h2 id="facts-title">{t('finding.facts')}</h2>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
