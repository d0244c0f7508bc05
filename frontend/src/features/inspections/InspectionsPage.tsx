import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { Inspection } from '@/api/types'
import { number } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { period } from './period'

export function InspectionsPage() {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: ['inspections', 'list'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(client.GET('/api/v1/inspections', { params: { query: { cursor: pageParam, limit: 50 } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  const columns: Column<Inspection>[] = [
    {
      key: 'title',
      title: t('inspections.col.title'),
      render: (row) => (
        <Link to="/inspections/$inspectionId" params={{ inspectionId: String(row.id) }} className="two">
          {row.title}
        </Link>
      ),
    },
    {
      key: 'body',
      title: t('inspections.col.body'),
      width: 200,
      render: (row) => <span className="two">{row.body}</span>,
    },
    { key: 'period', title: t('inspections.col.period'), width: 200, render: period },
    {
      key: 'feedback',
      title: t('inspections.col.feedback'),
      width: 110,
      render: (row) => row.feedback_on ?? '—',
    },
    {
      key: 'findings',
      title: t('inspections.col.findings'),
      width: 70,
      numeric: true,
      render: (row) => number(row.findings),
    },
  ]
  return (
    <>
      <PageHead title={t('inspections.title')} />
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && rows.length === 0 && (
        <Empty title={t('inspections.empty')}>{t('inspections.emptyWhat')}</Empty>
      )}
      {first && rows.length > 0 && (
        <DenseTable
          caption={t('inspections.title')}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          foot={
            <ListFoot
              shown={rows.length}
              total={first.total}
              capped={first.total_is_capped ?? false}
              hasMore={list.hasNextPage}
              loading={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
          }
        />
      )}
    </>
  )
}
