import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels, useMay } from '@/api/queries'
import { day } from '@/i18n/format'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { Empty } from '@/ui/Empty'
import { Field } from '@/ui/fields'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { CollectionDialog } from './CollectionDialog'
import { CollectionPanel } from './CollectionPanel'
import { refresh, useCollections, useSuggestions } from './queries'
import { SuggestionDialog } from './SuggestionDialog'
import { parseSuggestions, type SuggestionsSearch } from './search'
import type { SuggestionLine } from './types'

interface Props {
  search: SuggestionsSearch
  onSearch: (search: SuggestionsSearch) => void
}

const TONE: Record<string, string> = {
  received: 'warn',
  adopted: 'good',
  not_adopted: '',
  became_finding: 'blue',
}

/** What a campaign asks people, what came in, and what became of it. */
export function SuggestionsPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const collections = useCollections(search.campaign)
  const set = (part: { [Key in keyof SuggestionsSearch]: SuggestionsSearch[Key] | undefined }) =>
    onSearch(parseSuggestions({ ...search, ...part }))
  const shown = collections.data?.items ?? []
  return (
    <>
      <PageHead title={t('suggestions.title')}>
        {may('campaign.manage') && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('suggestions.ask')}
          </Button>
        )}
      </PageHead>
      <div style={{ maxWidth: 360, marginBottom: 12 }}>
        <Field label={t('suggestions.campaign')}>
          {(id) => (
            <CampaignSelect
              id={id}
              value={search.campaign}
              onChange={(campaign) => set({ campaign, collection: undefined })}
            />
          )}
        </Field>
      </div>
      <ProblemNotice error={collections.error} onRetry={() => void collections.refetch()} />
      {collections.isPending && !collections.error && <Loading />}
      {collections.data && shown.length === 0 && (
        <Empty title={t('suggestions.none')}>{t('suggestions.noneWhat')}</Empty>
      )}
      {shown.map((one) => (
        <CollectionPanel key={one.id} collection={one} />
      ))}
      {shown.length > 0 && <Came search={search} set={set} collections={shown} />}
      {asking && (
        <CollectionDialog
          campaign={search.campaign}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false)
            refresh()
          }}
        />
      )}
      {search.open && (
        <SuggestionDialog key={search.open} id={search.open} onClose={() => set({ open: undefined })} />
      )}
    </>
  )
}

interface CameProps {
  search: SuggestionsSearch
  set: (part: { [Key in keyof SuggestionsSearch]: SuggestionsSearch[Key] | undefined }) => void
  collections: { id: number; title: string }[]
}

/** What came in, the newest first. */
function Came({ search, set, collections }: CameProps) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const list = useSuggestions(search)
  const first = list.data?.pages[0]
  const lines = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="panel stack" aria-labelledby="came-title">
      <h2 id="came-title">{t('suggestions.came')}</h2>
      <div className="row">
        <Select
          aria-label={t('suggestions.collection')}
          style={{ minWidth: 180 }}
          allowClear
          placeholder={t('suggestions.allCollections')}
          value={search.collection}
          options={collections.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(collection: number | undefined) => set({ collection })}
        />
        <Select
          aria-label={t('suggestions.state')}
          style={{ minWidth: 140 }}
          allowClear
          placeholder={t('suggestions.allStates')}
          value={search.state}
          options={options('suggestion_state')}
          onChange={(state: string | undefined) => set({ state })}
        />
      </div>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && lines.length === 0 && <p className="quiet">{t('suggestions.noneCame')}</p>}
      <ul className="plain cards">
        {lines.map((line) => (
          <Line key={line.id} line={line} onOpen={() => set({ open: line.id })} />
        ))}
      </ul>
      {first && lines.length > 0 && (
        <ListFoot
          shown={lines.length}
          total={first.total}
          capped={first.total_is_capped}
          hasMore={list.hasNextPage}
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </section>
  )
}

function Line({ line, onOpen }: { line: SuggestionLine; onOpen: () => void }) {
  const { label } = useLabels()
  return (
    <li className="card">
      <button type="button" className="cardhead" onClick={onOpen}>
        <span className="stack tight">
          <span className="row">
            <span className={`chip ${TONE[line.state] ?? ''}`}>{label('suggestion_state', line.state)}</span>
            <span className="chip">{label('suggestion_channel', line.channel)}</span>
          </span>
          <span className="wrap-anywhere">{line.text}</span>
          <span className="small quiet">
            {[line.unit.name, label('suggestion_giver', line.giver), day(line.received_on)].join(' · ')}
          </span>
        </span>
      </button>
    </li>
  )
}
