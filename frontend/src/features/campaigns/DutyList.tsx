import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { DutiesTable, type DutyQuery } from '@/ui/DutiesTable'
import { Field, UnitSelect } from '@/ui/fields'
import { LinkButton } from '@/ui/LinkButton'
import type { ReportsProps } from './Reports'

/** The office looks for what is missing; the rest is one choice away. */
const FIRST = 'missing'
const EVERY = 'all'

export function DutyList({ campaign, search, onSearch }: ReportsProps) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const punctuality = search.punctuality ?? FIRST
  const query = {
    kind: search.kind,
    punctuality: punctuality === EVERY ? undefined : punctuality,
    unit_id: search.unit_id,
    period: search.period,
    limit: 30,
  } as DutyQuery
  return (
    <section className="panel" aria-labelledby="duties-title">
      <div className="headrow">
        <h2 id="duties-title">{t('campaigns.duties.title')}</h2>
        <div className="side">
          <LinkButton
            to="/campaigns/$campaignId/duty-requests"
            params={{ campaignId: String(campaign.id) }}
            size="small"
          >
            {t('campaigns.requests')}
          </LinkButton>
          <LinkButton
            to="/campaigns/$campaignId/duties"
            params={{ campaignId: String(campaign.id) }}
            size="small"
          >
            {t('campaigns.duties.every')}
          </LinkButton>
        </div>
      </div>
      <search className="filterbar" aria-label={t('campaigns.duties.filters')} style={{ marginBottom: 12 }}>
        <Field label={t('campaigns.duties.punctuality')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={punctuality}
              options={[...options('punctuality'), { value: EVERY, label: t('common.all') }]}
              onChange={(value: string) => onSearch({ punctuality: value })}
            />
          )}
        </Field>
        <Field label={t('campaigns.duties.kind')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              allowClear
              placeholder={t('common.all')}
              value={search.kind}
              options={options('duty_kind')}
              onChange={(kind: string | undefined) => onSearch({ kind })}
            />
          )}
        </Field>
        <Field label={t('campaigns.unit')}>
          {(id) => (
            <UnitSelect id={id} value={search.unit_id} onChange={(unit_id) => onSearch({ unit_id })} />
          )}
        </Field>
      </search>
      <DutiesTable
        campaignId={campaign.id}
        query={query}
        none={punctuality === FIRST ? t('campaigns.duties.noneMissing') : t('campaigns.duties.none')}
        height="60vh"
      />
    </section>
  )
}
