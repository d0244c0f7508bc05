import { Button, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number, today } from '@/i18n/format'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useDownload } from '@/ui/useDownload'
import { Bars } from './Bars'
import { CountsTable } from './CountsTable'
import { queryOf, useStatistics } from './queries'
import { DIMENSIONS, type Dimension, parseStatistics, type StatisticsSearch } from './search'
import { type Show, signed, silentUnits } from './tables'
import type { Statistics } from './types'

interface Props {
  search: StatisticsSearch
  onSearch: (search: StatisticsSearch) => void
}

const SHOWN: Show[] = ['came', 'time', 'result']

type Change = (part: { [Key in keyof StatisticsSearch]: StatisticsSearch[Key] | undefined }) => void

/** Complaints and petitions in figures: a stated base, parts that sum to it, and the year before beside them. */
export function StatisticsPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const statistics = useStatistics(search)
  const said = statistics.data
  const set: Change = (part) => onSearch(parseStatistics({ ...search, ...part }))
  return (
    <>
      <PageHead title={t('statistics.title')}>
        <Download search={search} />
      </PageHead>
      <Filters search={search} said={said} set={set} />
      <ProblemNotice error={statistics.error} onRetry={() => void statistics.refetch()} />
      {!said && !statistics.error && <Loading />}
      {said && <Whole said={said} search={search} set={set} />}
    </>
  )
}

function Download({ search }: { search: StatisticsSearch }) {
  const { t } = useTranslation()
  const download = useDownload()
  const fetching = () =>
    client.GET('/api/v1/complaint-statistics/export.xlsx', {
      params: { query: queryOf(search) },
      parseAs: 'blob',
    })
  return (
    <Button
      loading={download.busy !== null}
      onClick={() => void download.save('xlsx', fetching, `${t('statistics.title')}-${today()}.xlsx`)}
    >
      {download.busy === null ? t('statistics.export') : t('common.preparing')}
    </Button>
  )
}

function Filters({
  search,
  said,
  set,
}: {
  search: StatisticsSearch
  said: Statistics | undefined
  set: Change
}) {
  const { t } = useTranslation()
  const { label, options } = useLabels()
  return (
    <search className="panel filterbar" aria-label={t('statistics.filters')}>
      <Field label={t('statistics.by')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={search.by ?? 'category'}
            options={DIMENSIONS.map((value) => ({ value, label: label('complaint_dimension', value) }))}
            onChange={(by: Dimension) => set({ by })}
          />
        )}
      </Field>
      <Field label={t('statistics.from')}>
        {(id) => (
          <DateField
            id={id}
            value={search.from ?? said?.span.first}
            onChange={(from) => set({ from: from ?? undefined })}
          />
        )}
      </Field>
      <Field label={t('statistics.to')}>
        {(id) => (
          <DateField
            id={id}
            value={search.to ?? said?.span.last}
            onChange={(to) => set({ to: to ?? undefined })}
          />
        )}
      </Field>
      <Field label={t('statistics.unit')}>
        {(id) => <UnitSelect id={id} value={search.unit} onChange={(unit) => set({ unit })} />}
      </Field>
      <Field label={t('statistics.kind')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            allowClear
            placeholder={t('common.all')}
            value={search.kind}
            options={options('complaint_kind')}
            onChange={(kind: string | undefined) => set({ kind })}
          />
        )}
      </Field>
    </search>
  )
}

function Whole({ said, search, set }: { said: Statistics; search: StatisticsSearch; set: Change }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const show = search.show ?? 'came'
  const rate = (value: number | null) =>
    value === null ? '—' : t('statistics.percent', { value: value.toFixed(1) })
  const { total, total_before: before } = said
  const figures = [
    {
      name: t('statistics.count'),
      value: number(total.count),
      note: t('statistics.beforeIs', {
        count: before.count,
        change: signed(said.change, number),
      }),
    },
    {
      name: t('statistics.figure.in_time_rate'),
      value: rate(total.in_time_rate),
      note: t('statistics.of', { part: total.in_time, base: total.in_time + total.late }),
    },
    {
      name: t('statistics.figure.resolved_rate'),
      value: rate(total.resolved_rate),
      note: t('statistics.of', { part: total.resolved, base: total.resolved + total.not_resolved }),
    },
    {
      name: t('statistics.figure.satisfied_rate'),
      value: rate(total.satisfied_rate),
      note: t('statistics.of', { part: total.satisfied + total.mostly_satisfied, base: total.rated }),
    },
  ]
  const silent = silentUnits(said)
  const title = t('statistics.byOf', { by: label('complaint_dimension', said.by) })
  return (
    <>
      <p className="quiet small" style={{ margin: '0 0 12px' }}>
        {t('statistics.span', {
          first: said.span.first,
          last: said.span.last,
          where: said.unit?.name ?? t('statistics.everywhere'),
          before: said.before.first,
          until: said.before.last,
        })}
      </p>
      <div className="figures">
        {figures.map(({ name, value, note }) => (
          <div key={name} className="figure">
            {name}
            <b>{value}</b>
            <span className="small quiet">{note}</span>
          </div>
        ))}
      </div>
      <Bars said={said} title={title} />
      <section className="panel stack" aria-labelledby="table-title">
        <div className="headrow">
          <h2 id="table-title">{title}</h2>
          <div className="side">
            <Segmented<Show>
              aria-label={t('statistics.show.which')}
              value={show}
              options={SHOWN.map((value) => ({
                value,
                label: t(`statistics.show.${value}`),
              }))}
              onChange={(next) => set({ show: next === 'came' ? undefined : next })}
            />
          </div>
        </div>
        <CountsTable said={said} show={show} caption={title} onUnit={(unit) => set({ unit })} />
        {silent > 0 && <p className="small quiet">{t('statistics.silent', { count: silent })}</p>}
        <p className="small quiet">{t('statistics.base', { words: said.base_words })}</p>
        <p className="small quiet">{t('statistics.rates', { words: said.rate_words })}</p>
      </section>
    </>
  )
}
