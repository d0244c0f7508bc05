import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox, Popover } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient, useMay } from '@/api/queries'
import { DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { FindingCards } from '@/ui/FindingCards'
import { LinkButton } from '@/ui/LinkButton'
import { ListExport } from '@/ui/ListExport'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useNarrow } from '@/ui/useNarrow'
import { BulkBar } from './BulkBar'
import { COLUMN_KEYS, DEFAULT_HIDDEN, useColumns } from './columns'
import { FilterBar } from './FilterBar'
import { countFilters, type Filters, tidyFilters } from './filters'

const PAGE = 100
/** Old findings are mostly closed; what was entered last is what people come for. */
const NEWEST_FIRST = '-number'
const HIDDEN_KEY = 'mingze.ledger.hidden'

function rememberedHidden(): string[] {
  const kept = localStorage.getItem(HIDDEN_KEY)
  return kept === null ? [...DEFAULT_HIDDEN] : kept.split(',').filter(Boolean)
}

interface Props {
  filters: Filters
  onFilters: (filters: Filters) => void
}

export function LedgerPage({ filters, onFilters }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const narrow = useNarrow()
  const [chosen, setChosen] = useState<Set<number>>(new Set())
  const [hidden, setHidden] = useState<string[]>(rememberedHidden)
  const columns = useColumns(hidden)
  const list = useFindings(filters)
  const lines = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const first = list.data?.pages[0]
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])

  const change = (next: Filters) => {
    setChosen(new Set())
    onFilters(tidyFilters(next))
  }
  const bulk = may('finding.hand_out') || may('finding.urge')
  const picked = lines.filter((line) => chosen.has(line.id))
  const foot = first && (
    <ListFoot
      shown={lines.length}
      total={first.total}
      capped={first.total_is_capped}
      hasMore={hasNextPage}
      loading={isFetchingNextPage}
      onMore={more}
    />
  )

  return (
    <>
      <PageHead title={t('ledger.title')}>
        {!narrow && <ColumnChoice hidden={hidden} onChange={setHidden} />}
        <ListExport query={filters} label={t('ledger.export')} />
        {may('finding.register') && (
          <LinkButton to="/findings/new" primary>
            {t('ledger.register')}
          </LinkButton>
        )}
      </PageHead>
      <FilterBar filters={filters} onChange={change} />
      {picked.length > 0 && (
        <BulkBar
          chosen={picked}
          onChoose={(lines) => setChosen(new Set(lines.map((line) => line.id)))}
          onDone={() => {
            setChosen(new Set())
            void queryClient.invalidateQueries()
          }}
        />
      )}
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && lines.length === 0 && <NothingHere filters={filters} onClear={() => change({})} />}
      {lines.length > 0 && narrow && (
        <>
          <FindingCards lines={lines} label={t('ledger.title')} />
          {foot}
        </>
      )}
      {lines.length > 0 && !narrow && (
        <DenseTable
          caption={t('ledger.title')}
          columns={columns}
          rows={lines}
          idOf={(line) => line.id}
          sort={filters.sort ?? NEWEST_FIRST}
          onSort={(sort) => change({ ...filters, sort } as Filters)}
          selection={
            bulk
              ? {
                  chosen,
                  onChange: setChosen,
                  nameOf: (id) => lines.find((line) => line.id === id)?.code ?? String(id),
                }
              : undefined
          }
          height="calc(100vh - 150px)"
          onEnd={more}
          foot={foot}
        />
      )}
    </>
  )
}

function useFindings(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ['findings', filters],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        client.GET('/api/v1/findings', {
          params: { query: { sort: NEWEST_FIRST, ...filters, cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

function ColumnChoice({ hidden, onChange }: { hidden: string[]; onChange: (hidden: string[]) => void }) {
  const { t } = useTranslation()
  const toggle = (key: string, shown: boolean) => {
    const next = shown ? hidden.filter((entry) => entry !== key) : [...hidden, key]
    localStorage.setItem(HIDDEN_KEY, next.join(','))
    onChange(next)
  }
  const list = (
    <fieldset className="bare stack" style={{ gap: 4 }}>
      <legend className="sr">{t('ledger.columns')}</legend>
      {COLUMN_KEYS.filter((key) => key !== 'problem').map((key) => (
        <Checkbox
          key={key}
          checked={!hidden.includes(key)}
          onChange={(event) => toggle(key, event.target.checked)}
        >
          {t(`ledger.col.${key}`)}
        </Checkbox>
      ))}
    </fieldset>
  )
  return (
    <Popover content={list} trigger="click" placement="bottomRight">
      <Button>{t('ledger.columns')}</Button>
    </Popover>
  )
}

function NothingHere({ filters, onClear }: { filters: Filters; onClear: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  if (countFilters(filters) > 0)
    return (
      <Empty title={t('ledger.none')} next={<Button onClick={onClear}>{t('ledger.clearFilters')}</Button>}>
        {t('ledger.noneWhat')}
      </Empty>
    )
  if (!may('import.manage')) return <Empty title={t('ledger.empty')}>{t('ledger.emptyAsk')}</Empty>
  return (
    <Empty title={t('ledger.empty')} next={<LinkButton to="/imports">{t('ledger.emptyNext')}</LinkButton>}>
      {t('ledger.emptyWhat')}
    </Empty>
  )
}
