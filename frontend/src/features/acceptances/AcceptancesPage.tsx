import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { CardList } from '@/ui/PagedList'
import { PageHead } from '@/ui/PageHead'
import { AcceptanceCard } from './AcceptanceCard'
import { useAcceptances } from './queries'
import { type AcceptancesSearch, parseAcceptances } from './search'
import type { AcceptanceLine } from './types'

interface Props {
  search: AcceptancesSearch
  onSearch: (search: AcceptancesSearch) => void
}

const card = (line: AcceptanceLine) => <AcceptanceCard key={line.id} line={line} />

/** What people say of findings that were closed: first what they do not accept, which the office looks at again. */
export function AcceptancesPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const state = search.state ?? 'open'
  const disputed = useAcceptances({ state: 'disputed' })
  const others = useAcceptances({ state })
  return (
    <>
      <PageHead title={t('acceptances.title')} />
      <p className="quiet small" style={{ marginBottom: 12 }}>
        {t('acceptances.what')}
      </p>
      <section className="stack" aria-labelledby="disputed-title" style={{ marginBottom: 20 }}>
        <h2 id="disputed-title">{label('acceptance_state', 'disputed')}</h2>
        <CardList list={disputed} none={t('acceptances.noneDisputed')} card={card} />
      </section>
      <section className="stack" aria-label={label('acceptance_state', state)}>
        <div>
          <Segmented
            aria-label={t('acceptances.which')}
            value={state}
            options={(['open', 'looked_back'] as const).map((value) => ({
              value,
              label: label('acceptance_state', value),
            }))}
            onChange={(next) => onSearch(parseAcceptances({ state: next }))}
          />
        </div>
        <CardList
          list={others}
          none={t('acceptances.none')}
          noneWhat={t('acceptances.noneWhat')}
          card={card}
        />
      </section>
    </>
  )
}
