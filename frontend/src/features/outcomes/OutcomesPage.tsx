import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/api/queries'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { Empty } from '@/ui/Empty'
import { Field } from '@/ui/fields'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
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
  const list = useExemplars(campaign)
  const first = list.data?.pages[0]
  const shown = list.data?.pages.flatMap((page) => page.items) ?? []
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  if (!first) return <Loading />
  if (shown.length === 0)
    return <Empty title={t('outcomes.noExemplars')}>{t('outcomes.noExemplarsWhat')}</Empty>
  return (
    <>
      <ul className="plain cards">
        {shown.map((one) => (
          <ExemplarCard key={one.id} exemplar={one} />
        ))}
      </ul>
      <ListFoot
        shown={shown.length}
        total={first.total}
        capped={first.total_is_capped}
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  )
}

function Rules({ campaign }: { campaign: number | undefined }) {
  const { t } = useTranslation()
  const list = useRules(campaign)
  const first = list.data?.pages[0]
  const shown = list.data?.pages.flatMap((page) => page.items) ?? []
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  if (!first) return <Loading />
  if (shown.length === 0) return <Empty title={t('outcomes.noRules')}>{t('outcomes.noRulesWhat')}</Empty>
  return (
    <>
      <ul className="plain cards">
        {shown.map((one) => (
          <RuleCard key={one.id} rule={one} />
        ))}
      </ul>
      <ListFoot
        shown={shown.length}
        total={first.total}
        capped={first.total_is_capped}
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  )
}
