import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels, useMay, useMe } from '@/api/queries'
import type { ImportLine } from '@/api/types'
import { moment, number } from '@/i18n/format'
import { Barred } from '@/ui/Barred'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { archived, Became, BecameLink } from './Became'
import { DropZone } from './upload/DropZone'

export function ImportsPage() {
  const me = useMe()
  const may = useMay()
  if (!me.data) return <Loading />
  return may('import.manage') ? <Imports /> : <Barred page="imports" />
}

function Imports() {
  const { t } = useTranslation()
  const { label } = useLabels()
  const list = useInfiniteQuery({
    queryKey: ['imports'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(client.GET('/api/v1/imports', { params: { query: { cursor: pageParam, limit: 50 } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  const drafts = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  return (
    <>
      <PageHead title={t('imports.title')} />
      <p className="quiet" style={{ marginBottom: 12, maxWidth: 760 }}>
        {t('imports.intro')}
      </p>
      <DropZone />
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && drafts.length === 0 && <Empty title={t('imports.empty')}>{t('imports.emptyWhat')}</Empty>}
      {first && drafts.length > 0 && (
        <DenseTable
          caption={t('imports.title')}
          columns={draftColumns(t, label)}
          rows={drafts}
          idOf={(draft) => draft.id}
          foot={
            <ListFoot
              shown={drafts.length}
              total={first.total}
              capped={first.total_is_capped}
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

type Label = ReturnType<typeof useLabels>['label']

function draftColumns(t: TFunction, label: Label): Column<ImportLine>[] {
  return [
    {
      key: 'title',
      title: t('imports.col.title'),
      render: (draft) => (
        <Link to="/imports/$importId" params={{ importId: String(draft.id) }} className="two">
          {draft.title ?? draft.file.name}
        </Link>
      ),
    },
    {
      key: 'kind',
      title: t('imports.col.kind'),
      width: 120,
      render: (draft) => label('document_kind', draft.kind),
    },
    {
      key: 'file',
      title: t('imports.col.file'),
      width: 200,
      render: (draft) => <span className="two">{draft.file.name}</span>,
    },
    {
      key: 'state',
      title: t('imports.col.state'),
      width: 150,
      render: (draft) => (
        <span className="row">
          <Became draft={draft} />
          <BecameLink draft={draft} />
        </span>
      ),
    },
    {
      key: 'rows',
      title: t('imports.col.rows'),
      width: 70,
      numeric: true,
      render: (draft) => (archived(draft) ? '—' : number(draft.rows_count)),
    },
    { key: 'by', title: t('imports.col.by'), width: 110, render: (draft) => draft.created_by?.name ?? '' },
    { key: 'at', title: t('imports.col.at'), width: 140, render: (draft) => moment(draft.created_at) },
  ]
}
