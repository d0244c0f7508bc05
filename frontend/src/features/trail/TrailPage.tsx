import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { type Option, useMay, useMe } from '@/api/queries'
import type { TrailEvent, Verification } from '@/api/types'
import { moment, number } from '@/i18n/format'
import { Barred } from '@/ui/Barred'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { actionName, actionOptions, fieldNames, resourceName, resourceOptions } from '@/ui/eventNames'
import { Field } from '@/ui/fields'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useNarrow } from '@/ui/useNarrow'

export function TrailPage() {
  const me = useMe()
  const may = useMay()
  if (!me.data) return <Loading />
  return may('event.read') ? <Trail /> : <Barred page="trail" />
}

function Trail() {
  const { t } = useTranslation()
  const [resource, setResource] = useState<string>()
  const [action, setAction] = useState<string>()
  const list = useTrail(resource, action)
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
      <Verify />
      <search className="panel filterbar" aria-label={t('trail.filter')}>
        <Field label={t('trail.resource')}>
          {(id) => <Choice id={id} value={resource} options={resourceOptions()} onChange={setResource} />}
        </Field>
        <Field label={t('trail.action')}>
          {(id) => <Choice id={id} value={action} options={actionOptions()} onChange={setAction} />}
        </Field>
      </search>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && events.length === 0 && <Empty title={t('trail.empty')}>{t('trail.emptyWhat')}</Empty>}
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

function useTrail(resource: string | undefined, action: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['events', resource, action],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/events', {
          params: {
            query: {
              resource: resource || undefined,
              action: action || undefined,
              cursor: pageParam,
              limit: 100,
            },
          },
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
          {resourceName(event.resource)} {event.resource_id}
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
              {event.resource_id}
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

function Verify() {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<Verification | null>(null)
  const [error, setError] = useState<unknown>(null)
  async function verify(): Promise<void> {
    setBusy(true)
    setError(null)
    setResult(null)
    try {
      setResult(await call(client.GET('/api/v1/events/verification')))
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div style={{ marginBottom: 12 }}>
      <Button type="primary" loading={busy} onClick={() => void verify()}>
        {busy ? t('trail.verifying') : t('trail.verify')}
      </Button>
      <div aria-live="polite" style={{ marginTop: 8 }}>
        <ProblemNotice error={error} />
        {result?.ok && (
          <div className="notice good">
            {t('trail.ok', { checked: number(result.checked), points: number(result.checkpoints) })}
          </div>
        )}
        {result && !result.ok && (
          <div className="notice bad">
            {t('trail.broken', {
              position: result.first_bad?.position ?? '?',
              reason: result.first_bad?.reason ?? '',
            })}
          </div>
        )}
      </div>
    </div>
  )
}
