import { Link } from '@tanstack/react-router'
import { Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useTypedSearch } from '@/ui/useTypedSearch'
import { type Confidence, type TimeLimitLine, useTimeLimits } from './api'
import type { LimitsSearch } from './search'
import { LimitMarks, LimitWords, SourceWords } from './TermsWords'

interface Props {
  search: LimitsSearch
  onSearch: (next: LimitsSearch) => void
}

/** Every limit and procedure with its source; what nobody has checked says so. */
export function TimeLimitsPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const limits = useTimeLimits({
    ...(search.q ? { q: search.q } : {}),
    ...(search.timed ? { timed: true } : {}),
    ...(search.confidence ? { confidence: [search.confidence as Confidence] } : {}),
  })
  const pages = limits.data?.pages ?? []
  const rows = pages.flatMap((page) => page.items)
  return (
    <>
      <PageHead title={t('timeLimits.title')} />
      <p className="quiet" style={{ marginBottom: 12 }}>
        {t('timeLimits.what')}
      </p>
      <Filters search={search} onSearch={onSearch} />
      <ProblemNotice error={limits.error} onRetry={() => void limits.refetch()} />
      {limits.isPending && !limits.error && <Loading />}
      {limits.isSuccess && rows.length === 0 && (
        <Empty title={t('timeLimits.none')}>{t('timeLimits.noneWhat')}</Empty>
      )}
      {rows.length > 0 && (
        <List
          rows={rows}
          foot={
            <ListFoot
              shown={rows.length}
              total={pages[0]?.total}
              capped={pages[0]?.total_is_capped ?? false}
              hasMore={limits.hasNextPage}
              loading={limits.isFetchingNextPage}
              onMore={() => void limits.fetchNextPage()}
            />
          }
        />
      )}
    </>
  )
}

function Filters({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const typed = useTypedSearch(search.q ?? '', (q) => onSearch({ ...search, ...(q ? { q } : { q: '' }) }))
  return (
    <search className="row" style={{ marginBottom: 12 }}>
      <Input
        {...typed}
        style={{ flex: '1 1 220px', maxWidth: 420 }}
        allowClear
        maxLength={100}
        aria-label={t('timeLimits.search')}
        placeholder={t('timeLimits.search')}
      />
      <Select
        style={{ minWidth: 220 }}
        aria-label={t('timeLimits.confidence')}
        allowClear
        placeholder={`${t('timeLimits.confidence')}:${t('timeLimits.anyConfidence')}`}
        value={search.confidence}
        options={options('time_confidence')}
        onChange={(confidence?: string) => onSearch({ ...search, confidence: confidence ?? '' })}
      />
      <Checkbox
        checked={search.timed ?? false}
        onChange={(event) => onSearch({ ...search, timed: event.target.checked })}
      >
        {t('timeLimits.timed')}
      </Checkbox>
    </search>
  )
}

function List({ rows, foot }: { rows: TimeLimitLine[]; foot: React.ReactNode }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const places = new Map(rows.map((row, index) => [row.code, index]))
  const columns: Column<TimeLimitLine>[] = [
    {
      key: 'name',
      title: t('timeLimits.name'),
      render: (row) => (
        <>
          <Link to="/time-limits/$code" params={{ code: row.code }} className="wrap-anywhere">
            {row.title}
          </Link>
          <div className="small quiet">{row.code}</div>
        </>
      ),
    },
    {
      key: 'limit',
      title: t('timeLimits.limit'),
      width: 170,
      render: (row) => <LimitWords limit={row} terms={row.terms} />,
    },
    {
      key: 'source',
      title: t('timeLimits.source'),
      width: 360,
      render: (row) => (row.terms ? <SourceWords terms={row.terms} /> : '—'),
    },
    {
      key: 'confidence',
      title: t('timeLimits.confidence'),
      width: 320,
      render: (row) => (
        <span className="row" style={{ gap: 6 }}>
          <LimitMarks limit={row} terms={row.terms} />
          {row.terms?.verified && (
            <span className="small quiet">{label('time_confidence', row.terms.confidence)}</span>
          )}
        </span>
      ),
    },
  ]
  return (
    <DenseTable
      caption={t('timeLimits.caption')}
      columns={columns}
      rows={rows}
      idOf={(row) => places.get(row.code) ?? 0}
      height="calc(100vh - 260px)"
      foot={foot}
    />
  )
}
