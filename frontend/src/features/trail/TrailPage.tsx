import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { type Option, useMay, useMe } from '@/api/queries'
import type { TrailEvent } from '@/api/types'
import { moment } from '@/i18n/format'
import { Barred } from '@/ui/Barred'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { actionName, actionOptions, fieldNames, resourceName, resourceOptions } from '@/ui/eventNames'
import { DateField, Field } from '@/ui/fields'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useNarrow } from '@/ui/useNarrow'
import { useTypedSearch } from '@/ui/useTypedSearch'
import { ActorSelect, PlaceSelect } from './Pickers'
import { asQuery, isQuick, QUICK, type TrailSearch } from './search'
import { Verify } from './Verify'

interface Props {
  search: TrailSearch
  onSearch: (search: TrailSearch) => void
}

export function TrailPage(props: Props) {
  const me = useMe()
  const may = useMay()
  if (!me.data) return me.error ? <ProblemNotice error={me.error} /> : <Loading />
  return may('event.read') ? <Trail {...props} /> : <Barred page="trail" />
}

function Trail({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const backwards = search.since !== undefined && search.until !== undefined && search.until < search.since
  const list = useTrail(search, !backwards)
  const events = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return (
    <>
      <PageHead title={t('trail.title')} />
      <p className="quiet" style={{ marginBottom: 12 }}>
        {t('trail.intro')}
      </p>
      {may('event.verify') && <Verify />}
      <Filters search={search} onSearch={onSearch} events={events} backwards={backwards} />
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && !backwards && <Loading />}
      {first && events.length === 0 && (
        <Empty
          title={t('trail.empty')}
          next={<Button onClick={() => onSearch({})}>{t('trail.clearFilters')}</Button>}
        >
          {t('trail.emptyWhat')}
        </Empty>
      )}
      {first && events.length > 0 && (
        <Events
          events={events}
          onEnd={more}
          foot={
            <ListFoot
              shown={events.length}
              total={first.total}
              capped={first.total_is_capped ?? false}
              hasMore={hasNextPage}
              loading={isFetchingNextPage}
              onMore={more}
            />
          }
        />
      )}
    </>
  )
}

type QuickName = keyof typeof QUICK

function Filters(props: Props & { events: TrailEvent[]; backwards: boolean }) {
  const { t } = useTranslation()
  const { search, onSearch, events, backwards } = props
  const set = (part: Partial<TrailSearch>) => onSearch({ ...search, ...part })
  const narrowed = Object.keys(search).length
  const actor = events.find((event) => event.actor_id === search.actor_id)?.actor_name ?? undefined
  const unit = events.find((event) => event.unit_id === search.unit_id)?.unit_name ?? undefined
  return (
    <search className="panel" aria-label={t('trail.filter')}>
      <fieldset className="lightpick bare" style={{ marginBottom: 10 }}>
        <legend className="sr">{t('trail.quick')}</legend>
        {(Object.keys(QUICK) as QuickName[]).map((name) => {
          const on = isQuick(search, QUICK[name])
          return (
            <button
              key={name}
              type="button"
              aria-pressed={on}
              onClick={() => onSearch(on ? {} : { ...QUICK[name] })}
            >
              {t(`trail.${name}`)}
            </button>
          )
        })}
      </fieldset>
      <div className="filterbar">
        <Field label={t('trail.actor')}>
          {(id) => (
            <ActorSelect
              id={id}
              value={search.actor_id}
              known={actor}
              onChange={(actor_id) => set({ actor_id })}
            />
          )}
        </Field>
        <Field label={t('trail.unit')}>
          {(id) => (
            <PlaceSelect
              id={id}
              value={search.unit_id}
              known={unit}
              onChange={(unit_id) => set({ unit_id })}
            />
          )}
        </Field>
        <Field label={t('trail.action')}>
          {(id) => (
            <Choice
              id={id}
              value={search.action}
              options={actionOptions()}
              onChange={(action) => set({ action })}
            />
          )}
        </Field>
        <Field label={t('trail.resource')}>
          {(id) => (
            <Choice
              id={id}
              value={search.resource}
              options={resourceOptions()}
              onChange={(resource) => set({ resource, resource_id: undefined })}
            />
          )}
        </Field>
        {search.resource && (
          <ObjectNumber
            key={search.resource}
            value={search.resource_id ?? ''}
            onChange={(resource_id) => set({ resource_id: resource_id || undefined })}
          />
        )}
        <Field label={t('trail.since')}>
          {(id) => (
            <DateField
              id={id}
              value={search.since}
              onChange={(since) => set({ since: since ?? undefined })}
            />
          )}
        </Field>
        <Field label={t('trail.until')} fault={backwards ? t('trail.backwards') : undefined}>
          {(id) => (
            <DateField
              id={id}
              value={search.until}
              onChange={(until) => set({ until: until ?? undefined })}
            />
          )}
        </Field>
      </div>
      <div className="row" style={{ marginTop: 10 }}>
        <Checkbox
          checked={search.ok === false}
          onChange={(event) => set({ ok: event.target.checked ? false : undefined })}
        >
          {t('trail.onlyRefused')}
        </Checkbox>
        {narrowed > 0 && (
          <Button type="link" size="small" onClick={() => onSearch({})}>
            {t('trail.clearFilters')}({narrowed})
          </Button>
        )}
      </div>
    </search>
  )
}

function ObjectNumber({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const typed = useTypedSearch(value, onChange)
  return (
    <Field label={t('trail.resourceId')}>
      {(id) => <Input id={id} inputMode="numeric" allowClear {...typed} />}
    </Field>
  )
}

function Choice(props: {
  id: string
  value: string | undefined
  options: Option[]
  onChange: (value: string | undefined) => void
}) {
  const { t } = useTranslation()
  return (
    <Select
      {...props}
      style={{ width: '100%' }}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('common.all')}
    />
  )
}

function useTrail(search: TrailSearch, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['events', 'trail', search],
    enabled,
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        client.GET('/api/v1/events', {
          params: { query: { ...asQuery(search), cursor: pageParam, limit: 100 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

function Events({ events, onEnd, foot }: { events: TrailEvent[]; onEnd: () => void; foot: ReactNode }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const columns: Column<TrailEvent>[] = [
    {
      key: 'position',
      title: t('trail.col.position'),
      width: 76,
      numeric: true,
      render: (event) => event.position,
    },
    { key: 'at', title: t('trail.col.at'), width: 140, render: (event) => moment(event.at) },
    {
      key: 'actor',
      title: t('trail.col.actor'),
      width: 110,
      render: (event) => event.actor_name ?? t('trail.system'),
    },
    {
      key: 'unit',
      title: t('trail.col.unit'),
      width: 180,
      render: (event) => <span className="two">{event.unit_name}</span>,
    },
    {
      key: 'action',
      title: t('trail.col.action'),
      width: 170,
      render: (event) => <span className="two">{actionName(event.action, event.resource)}</span>,
    },
    {
      key: 'resource',
      title: t('trail.col.resource'),
      width: 150,
      render: (event) => (
        <span className="two">
          {resourceName(event.resource)} {event.resource_name ?? event.resource_id}
        </span>
      ),
    },
    {
      key: 'fields',
      title: t('trail.col.fields'),
      render: (event) => <span className="two small">{fieldNames(event.fields)}</span>,
    },
    {
      key: 'ok',
      title: t('trail.col.ok'),
      width: 80,
      render: (event) => (
        <span className={`chip ${event.ok ? '' : 'bad'}`}>
          {event.ok ? t('trail.succeeded') : t('trail.refused')}
        </span>
      ),
    },
  ]
  if (narrow)
    return (
      <>
        <ul className="plain cards">
          {events.map((event) => (
            <li key={event.position} className="card small">
              <strong>{actionName(event.action, event.resource)}</strong> · {resourceName(event.resource)}{' '}
              {event.resource_name ?? event.resource_id}
              <div className="quiet">
                #{event.position} · {moment(event.at)} · {event.actor_name ?? t('trail.system')}
              </div>
              <div className="wrap-anywhere">{fieldNames(event.fields)}</div>
            </li>
          ))}
        </ul>
        {foot}
      </>
    )
  return (
    <DenseTable
      caption={t('trail.title')}
      columns={columns}
      rows={events}
      idOf={(event) => event.position}
      height="calc(100vh - 160px)"
      onEnd={onEnd}
      foot={foot}
    />
  )
}
