import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { Empty } from '@/ui/Empty'
import { resourceName } from '@/ui/eventNames'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import type { DutyField } from './types'

/** The rows of the ledger that a number counts. */
export function FigureRows(props: { dutyId: number; field: DutyField; onClose: () => void }) {
  const { t } = useTranslation()
  const { field } = props
  return (
    <Drawer
      open
      size="large"
      title={t('duties.rows.title', { label: field.label, count: field.ledger ?? 0 })}
      onClose={props.onClose}
    >
      <Rows dutyId={props.dutyId} field={field.code} />
    </Drawer>
  )
}

function Rows({ dutyId, field }: { dutyId: number; field: string }) {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: ['duty', dutyId, 'figures', field],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/duties/{duty_id}/figures/{field}', {
          params: { path: { duty_id: dutyId, field }, query: { cursor: pageParam, limit: 100 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  if (list.error && !list.data)
    return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  const first = list.data?.pages[0]
  if (!first) return <Loading />
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  if (rows.length === 0) return <Empty title={t('duties.rows.none')}>{t('duties.rows.noneWhat')}</Empty>
  return (
    <>
      <ul className="plain cards">
        {rows.map((row) => (
          <li key={`${row.resource}-${row.id}`} className="card">
            <p className="row small quiet">
              <span>{resourceName(row.resource)}</span>
              {row.on && <span>{row.on}</span>}
              {row.unit_name && <span>{row.unit_name}</span>}
            </p>
            {row.finding_id === null ? (
              <p className="wrap-anywhere">{row.text}</p>
            ) : (
              <Link to="/findings/$findingId" params={{ findingId: String(row.finding_id) }}>
                {row.code} {row.text}
              </Link>
            )}
          </li>
        ))}
      </ul>
      <ListFoot
        shown={rows.length}
        total={first.total}
        capped={first.total_is_capped}
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  )
}
