import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/api/queries'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { Field } from '@/ui/fields'
import { CardList } from '@/ui/PagedList'
import { PageHead } from '@/ui/PageHead'
import { ExemplarCard } from './ExemplarCard'
import { ExemplarDialog } from './ExemplarDialog'
import { refreshExemplars, refreshRules, useExemplars, useRules } from './queries'
import { RuleCard } from './RuleCard'
import { RuleDialog } from './RuleDialog'
import { type OutcomesSearch, parseOutcomes } from './search'

interface Props {
  search: OutcomesSearch
  onSearch: (search: OutcomesSearch) => void
}

/** What campaigns leave behind: good examples, and the rules that were established. */
export function OutcomesPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const set = (part: { [Key in keyof OutcomesSearch]: OutcomesSearch[Key] | undefined }) =>
    onSearch(parseOutcomes({ ...search, ...part }))
  const shut = () => setAdding(false)
  const adds = may('duty.prepare') || (search.rules && may('campaign.manage'))
  return (
    <>
      <PageHead title={t('outcomes.title')}>
        {adds && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t(search.rules ? 'outcomes.addRule' : 'outcomes.recommend')}
          </Button>
        )}
      </PageHead>
      <div className="row" style={{ marginBottom: 12, alignItems: 'flex-end' }}>
        <Segmented
          aria-label={t('outcomes.which')}
          value={search.rules ? 'rules' : 'exemplars'}
          options={[
            { value: 'exemplars', label: t('outcomes.exemplars') },
            { value: 'rules', label: t('outcomes.rules') },
          ]}
          onChange={(value) => set({ rules: value === 'rules' || undefined })}
        />
        <div className="grow" style={{ maxWidth: 360 }}>
          <Field label={t('outcomes.campaign')}>
            {(id) => (
              <CampaignSelect id={id} value={search.campaign} onChange={(campaign) => set({ campaign })} />
            )}
          </Field>
        </div>
      </div>
      {search.rules ? <Rules campaign={search.campaign} /> : <Exemplars campaign={search.campaign} />}
      {adding && search.rules && (
        <RuleDialog
          campaign={search.campaign}
          onClose={shut}
          onDone={() => {
            shut()
            refreshRules()
          }}
        />
      )}
      {adding && !search.rules && (
        <ExemplarDialog
          campaign={search.campaign}
          onClose={shut}
          onDone={() => {
            shut()
            refreshExemplars()
          }}
        />
      )}
    </>
  )
}

function Exemplars({ campaign }: { campaign: number | undefined }) {
  const { t } = useTranslation()
  return (
    <CardList
      list={useExemplars(campaign)}
      none={t('outcomes.noExemplars')}
      noneWhat={t('outcomes.noExemplarsWhat')}
      card={(one) => <ExemplarCard key={one.id} exemplar={one} />}
    />
  )
}

function Rules({ campaign }: { campaign: number | undefined }) {
  const { t } = useTranslation()
  return (
    <CardList
      list={useRules(campaign)}
      none={t('outcomes.noRules')}
      noneWhat={t('outcomes.noRulesWhat')}
      card={(one) => <RuleCard key={one.id} rule={one} />}
    />
  )
}
