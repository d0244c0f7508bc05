import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number, today } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Field, UnitSelect } from '@/ui/fields'
import { PagedList } from '@/ui/PagedList'
import { PageHead } from '@/ui/PageHead'
import { useDownload } from '@/ui/useDownload'
import { Lacks } from './Lacks'
import { queryOf, useChecklist } from './queries'
import { parseReceptions, type ReceptionsSearch } from './search'
import type { Checklist, ReceptionLine } from './types'

interface Props {
  search: ReceptionsSearch
  onSearch: (search: ReceptionsSearch) => void
}

/** Where people can complain: each unit in sight, and what it still lacks. */
export function ReceptionsPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const download = useDownload()
  const list = useChecklist(search)
  const columns = useColumns()
  const set = (part: { [Key in keyof ReceptionsSearch]: ReceptionsSearch[Key] | undefined }) =>
    onSearch(parseReceptions({ ...search, ...part }))
  const save = () =>
    void download.save(
      'checklist',
      () =>
        client.GET('/api/v1/receptions/export.xlsx', {
          params: { query: queryOf(search) },
          parseAs: 'blob',
        }),
      `${t('receptions.title')}-${today()}.xlsx`,
    )
  const first = list.data?.pages[0]
  return (
    <>
      <PageHead title={t('receptions.title')}>
        <Button loading={download.busy !== null} onClick={save}>
          {download.busy === null ? t('receptions.export') : t('common.preparing')}
        </Button>
      </PageHead>
      <p className="quiet small" style={{ marginBottom: 12 }}>
        {t('receptions.what')}
      </p>
      <search className="panel stack" aria-label={t('receptions.filters')}>
        {first && <Totals page={first} search={search} set={set} />}
        <div className="filterbar">
          <Field label={t('receptions.within')}>
            {(id) => <UnitSelect id={id} value={search.unit} onChange={(unit) => set({ unit })} />}
          </Field>
          <Field label={t('receptions.lack')}>
            {(id) => (
              <LackSelect id={id} page={first} value={search.lack} onChange={(lack) => set({ lack })} />
            )}
          </Field>
        </div>
      </search>
      <PagedList list={list} none={t('receptions.none')} noneWhat={t('receptions.noneWhat')}>
        {(rows, foot) => (
          <DenseTable
            caption={t('receptions.title')}
            columns={columns}
            rows={rows}
            idOf={(row) => row.unit.id}
            height="calc(100vh - 300px)"
            foot={foot}
          />
        )}
      </PagedList>
    </>
  )
}

interface TotalsProps {
  page: Checklist
  search: ReceptionsSearch
  set: (part: { complete: boolean | undefined }) => void
}

/** How many units must receive complaints, how many lack nothing and how many something. */
function Totals({ page, search, set }: TotalsProps) {
  const { t } = useTranslation()
  const choices = [
    { complete: undefined, words: t('common.all'), count: page.units },
    { complete: true, words: t('receptions.complete'), count: page.complete },
    { complete: false, words: t('receptions.incomplete'), count: page.incomplete },
  ]
  return (
    <fieldset className="lightpick bare">
      <legend className="sr">{t('receptions.filters')}</legend>
      {choices.map(({ complete, words, count }) => (
        <button
          key={words}
          type="button"
          aria-pressed={search.complete === complete}
          onClick={() => set({ complete })}
        >
          {words} {number(count)}
        </button>
      ))}
    </fieldset>
  )
}

function LackSelect(props: {
  id: string
  page: Checklist | undefined
  value: string | undefined
  onChange: (lack: string | undefined) => void
}) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <Select
      id={props.id}
      style={{ width: '100%' }}
      allowClear
      placeholder={t('common.all')}
      value={props.value}
      options={(props.page?.counts ?? []).map(({ lack, count }) => ({
        value: lack as string,
        label: t('receptions.lackCount', { lack: label('reception_lack', lack), count }),
      }))}
      onChange={props.onChange}
    />
  )
}

function useColumns(): Column<ReceptionLine>[] {
  const { t } = useTranslation()
  const { label } = useLabels()
  return [
    {
      key: 'unit',
      title: t('receptions.unit'),
      width: 230,
      render: (row) => (
        <Link to="/receptions/$unitId" params={{ unitId: String(row.unit.id) }} className="two">
          {row.unit.name}
        </Link>
      ),
    },
    {
      key: 'kind',
      title: t('receptions.kind'),
      width: 110,
      render: (row) => label('unit_kind', row.unit_kind),
    },
    {
      key: 'lacks',
      title: t('receptions.lacks'),
      render: (row) =>
        row.version === 0 ? (
          <span className="chip bad">{t('receptions.untold')}</span>
        ) : (
          <Lacks lacks={row.lacks} />
        ),
    },
    {
      key: 'phones',
      title: t('receptions.phones'),
      width: 150,
      render: (row) => <span className="two">{row.phones.join(t('receptions.comma')) || '—'}</span>,
    },
    {
      key: 'place',
      title: t('receptions.place'),
      width: 180,
      render: (row) => <span className="two">{row.place ?? '—'}</span>,
    },
    {
      key: 'published',
      title: t('receptions.published'),
      width: 116,
      render: (row) => (row.published ? t('common.yes') : t('common.no')),
    },
  ]
}
