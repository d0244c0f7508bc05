import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { DutiesTable, type DutyQuery } from '@/ui/DutiesTable'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { LinkButton } from '@/ui/LinkButton'
import { PageHead } from '@/ui/PageHead'
import { useCampaign } from './queries'
import type { DutyFilters } from './search'

interface Props {
  campaignId: number
  filters: DutyFilters
  onFilters: (filters: DutyFilters) => void
}

/** What the units of a campaign owe and sent, for the office: by kind, state, punctuality, unit and period. */
export function ReviewPage({ campaignId, filters, onFilters }: Props) {
  const { t } = useTranslation()
  const campaign = useCampaign(campaignId)
  const { requirement, ...rest } = filters
  return (
    <>
      <PageHead title={t('duties.list.title')} extra={<span className="quiet">{campaign.data?.title}</span>}>
        <LinkButton to="/campaigns/$campaignId/duty-requests" params={{ campaignId: String(campaignId) }}>
          {t('duties.requests.title')}
        </LinkButton>
        <LinkButton to="/campaigns/$campaignId" params={{ campaignId: String(campaignId) }}>
          {t('duties.mine.campaign')}
        </LinkButton>
      </PageHead>
      <Filters filters={filters} onFilters={onFilters} />
      <DutiesTable
        campaignId={campaignId}
        query={{ ...rest, requirement_id: requirement, limit: 100 } as DutyQuery}
        none={t('duties.list.none')}
        noneWhat={t('duties.list.noneWhat')}
        height="calc(100vh - 230px)"
      />
    </>
  )
}

const CHOICES = [
  ['state', 'duty_state'],
  ['kind', 'duty_kind'],
  ['punctuality', 'punctuality'],
] as const

function Filters({
  filters,
  onFilters,
}: {
  filters: DutyFilters
  onFilters: (filters: DutyFilters) => void
}) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const change = (part: Partial<{ [Key in keyof DutyFilters]: DutyFilters[Key] | undefined }>) =>
    onFilters({ ...filters, ...part } as DutyFilters)
  return (
    <search className="panel filterbar" aria-label={t('duties.list.filters')}>
      {CHOICES.map(([key, words]) => (
        <Field key={key} label={t(`duties.list.${key}`)}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              allowClear
              placeholder={t('common.all')}
              value={filters[key]}
              options={options(words)}
              onChange={(value: string | undefined) => change({ [key]: value })}
            />
          )}
        </Field>
      ))}
      <Field label={t('duties.page.unit')}>
        {(id) => <UnitSelect id={id} value={filters.unit_id} onChange={(unit_id) => change({ unit_id })} />}
      </Field>
      <Field label={t('duties.list.period')}>
        {(id) => (
          <DateField
            id={id}
            value={filters.period}
            onChange={(day) => change({ period: day ?? undefined })}
          />
        )}
      </Field>
    </search>
  )
}
