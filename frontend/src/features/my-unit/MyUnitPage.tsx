import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient, useMay, useMe } from '@/api/queries'
import type { ItemLine } from '@/api/types'
import { Barred } from '@/ui/Barred'
import { Empty } from '@/ui/Empty'
import { FindingCards } from '@/ui/FindingCards'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ItemCard } from './ItemCard'
import { byUrgency, isOpen } from './urgency'

/** Made for a phone on a bad line: what is most urgent first, and one thumb is enough. */
export function MyUnitPage() {
  const me = useMe()
  const may = useMay()
  if (!me.data) return <Loading />
  return may('measure.report') ? <MyUnit /> : <Barred page="myUnit" />
}

function MyUnit() {
  const { t } = useTranslation()
  const [scope, setScope] = useState<'all' | 'mine'>('all')
  const [open, setOpen] = useState<number | null>(null)
  const list = useInfiniteQuery({
    queryKey: ['items', scope],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/rectification-items', {
          params: { query: { mine: scope === 'mine' ? true : undefined, cursor: pageParam, limit: 100 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  const items = (list.data?.pages.flatMap((page) => page.items) ?? []).sort(byUrgency)
  const first = list.data?.pages[0]
  const changed = () => {
    for (const key of ['items', 'item', 'today', 'finding', 'findings'])
      void queryClient.invalidateQueries({ queryKey: [key] })
  }
  const cards = (lines: ItemLine[]) => (
    <ul className="plain cards">
      {lines.map((item) => (
        <ItemCard
          key={item.id}
          line={item}
          open={open === item.id}
          onToggle={() => setOpen(open === item.id ? null : item.id)}
          onChanged={changed}
        />
      ))}
    </ul>
  )
  const todo = items.filter(isOpen)
  const rest = items.filter((item) => !isOpen(item))
  return (
    <div className="phonepage">
      <PageHead title={t('myUnit.title')}>
        <Segmented
          aria-label={t('myUnit.scope')}
          value={scope}
          options={[
            { value: 'all', label: t('myUnit.all') },
            { value: 'mine', label: t('myUnit.mine') },
          ]}
          onChange={(value) => setScope(value as 'all' | 'mine')}
        />
      </PageHead>
      <p className="quiet small" style={{ marginBottom: 12 }}>
        {t('myUnit.intro')}
      </p>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      <Assignments />
      {first && items.length === 0 && <Empty title={t('myUnit.empty')}>{t('myUnit.emptyWhat')}</Empty>}
      {todo.length > 0 && (
        <section aria-labelledby="todo-title">
          <h2 id="todo-title" style={{ marginBottom: 8 }}>
            {t('myUnit.toDo')} <span className="chip blue">{todo.length}</span>
          </h2>
          {cards(todo)}
        </section>
      )}
      {rest.length > 0 && (
        <details style={{ marginTop: 16 }}>
          <summary>
            {t('myUnit.finished')} <span className="chip">{rest.length}</span>
          </summary>
          <div style={{ marginTop: 8 }}>{cards(rest)}</div>
        </details>
      )}
      {first && list.hasNextPage && (
        <ListFoot
          shown={items.length}
          total={first.total}
          capped={first.total_is_capped ?? false}
          hasMore
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </div>
  )
}

/** What was handed to the unit and nobody has accepted yet; the head accepts on the finding's page. */
function Assignments() {
  const { t } = useTranslation()
  const may = useMay()
  const board = useQuery({
    queryKey: ['today'],
    enabled: may('assignment.answer'),
    queryFn: () => call(client.GET('/api/v1/today')),
  })
  const group = board.data?.waiting_for_me.groups.find((entry) => entry.kind === 'accept')
  if (!group || group.items.length === 0) return null
  return (
    <section style={{ marginBottom: 16 }}>
      <h2 style={{ marginBottom: 8 }}>
        {t('myUnit.accept')} <span className="chip warn">{group.count}</span>
      </h2>
      <FindingCards lines={group.items} label={t('myUnit.accept')} />
    </section>
  )
}
