import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Empty } from '@/ui/Empty'
import { Field } from '@/ui/fields'
import { DutyList } from './DutyList'
import { MatrixPanel } from './MatrixPanel'
import { Results } from './Results'
import type { CampaignSearch } from './search'
import type { Campaign } from './types'

export interface ReportsProps {
  campaign: Campaign
  search: CampaignSearch
  onSearch: (part: Partial<CampaignSearch>) => void
}

/** Who reported when: units by periods, who is missing, and the result that is published. */
export function Reports({ campaign, search, onSearch }: ReportsProps) {
  const { t } = useTranslation()
  const { requirements } = campaign
  const chosen = requirements.find((one) => one.id === search.requirement) ?? requirements[0]
  return (
    <>
      {requirements.length > 1 && (
        <div className="panel" style={{ maxWidth: 420 }}>
          <Field label={t('campaigns.matrix.which')}>
            {(id) => (
              <Select
                id={id}
                style={{ width: '100%' }}
                value={chosen?.id}
                options={requirements.map((one) => ({ value: one.id, label: one.title }))}
                onChange={(requirement) => onSearch({ requirement })}
              />
            )}
          </Field>
        </div>
      )}
      {chosen ? (
        <MatrixPanel campaign={campaign} requirement={chosen} />
      ) : (
        <Empty title={t('campaigns.matrix.noRequirement')}>{t('campaigns.matrix.noRequirementWhat')}</Empty>
      )}
      <DutyList campaign={campaign} search={search} onSearch={onSearch} />
      {chosen && <Results campaign={campaign} requirement={chosen} />}
    </>
  )
}
