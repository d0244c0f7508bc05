import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/api/queries'
import { today } from '@/i18n/format'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { Field, UnitSelect } from '@/ui/fields'
import { PageHead } from '@/ui/PageHead'
import { useNarrow } from '@/ui/useNarrow'
import { AskDialog } from './AskDialog'
import { Asks } from './Asks'
import { Meter } from './Meter'
import { choices, period } from './months'
import type { BurdenSearch } from './search'

interface Props {
  search: BurdenSearch
  onSearch: (search: { [Key in keyof BurdenSearch]: BurdenSearch[Key] | undefined }) => void
}

/** What units are asked for, month by month, by whom; and what they registered of those outside. */
export function BurdenPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const narrow = useNarrow()
  const [registering, setRegistering] = useState(false)
  const asks = search.view === 'asks'
  return (
    <>
      <PageHead title={t('burden.title')}>
        <Segmented
          aria-label={t('burden.which')}
          value={search.view ?? 'meter'}
          options={[
            { value: 'meter', label: t('burden.view.meter') },
            { value: 'asks', label: t('burden.view.asks') },
          ]}
          onChange={(view) => onSearch({ ...search, view: view === 'asks' ? 'asks' : undefined })}
        />
        {may('duty.prepare') && (
          <Button type="primary" onClick={() => setRegistering(true)}>
            {t('burden.register')}
          </Button>
        )}
      </PageHead>
      <p className="quiet small" style={{ marginBottom: 12 }}>
        {t(asks ? 'burden.asksIntro' : 'burden.intro')}
      </p>
      {narrow ? (
        <details style={{ marginBottom: 12 }}>
          <summary>{t('burden.filter')}</summary>
          <Filters search={search} onSearch={onSearch} />
        </details>
      ) : (
        <Filters search={search} onSearch={onSearch} />
      )}
      {asks ? <Asks unitId={search.unit_id} /> : <Meter search={search} />}
      {registering && (
        <AskDialog
          onClose={() => setRegistering(false)}
          onDone={() => {
            setRegistering(false)
            onSearch({ ...search, view: 'asks' })
          }}
        />
      )}
    </>
  )
}

function Filters({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const end = (key: 'since' | 'until') => (
    <Field label={t(`burden.${key}`)}>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          allowClear
          placeholder={t(`burden.any.${key}`)}
          value={search[key]}
          options={choices(today(), search[key]).map((month) => ({ value: month, label: month }))}
          onChange={(month?: string) => onSearch(period(search, key, month))}
        />
      )}
    </Field>
  )
  return (
    <search className="burdenfilters">
      <Field label={t('burden.unitAndBelow')}>
        {(id) => (
          <UnitSelect
            id={id}
            value={search.unit_id}
            onChange={(unit_id) => onSearch({ ...search, unit_id })}
          />
        )}
      </Field>
      {search.view !== 'asks' && (
        <>
          <Field label={t('burden.campaign')}>
            {(id) => (
              <CampaignSelect
                id={id}
                value={search.campaign_id}
                onChange={(campaign_id) => onSearch({ ...search, campaign_id })}
              />
            )}
          </Field>
          {end('since')}
          {end('until')}
        </>
      )}
    </search>
  )
}
