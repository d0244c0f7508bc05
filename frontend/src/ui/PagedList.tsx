import type { ReactNode } from 'react'
import { Empty } from './Empty'
import { ListFoot } from './ListFoot'
import { Loading } from './Loading'
import { ProblemNotice } from './ProblemNotice'

interface Page<Row> {
  items: Row[]
  total: number | null
  /** Left out where every row is counted. */
  total_is_capped?: boolean
}

/** What `useInfiniteQuery` knows of a list that comes page by page. */
export interface Paged<Row> {
  data: { pages: Page<Row>[] } | undefined
  error: unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
}

interface Props<Row> {
  list: Paged<Row>
  /** What to say where there is nothing. */
  none: string
  noneWhat?: string
  /** The rows that are here, and the foot that leads to the rest. */
  children: (rows: Row[], foot: ReactNode) => ReactNode
}

/** A list that comes page by page: on its way, refused, empty, or its rows and how many there are. */
export function PagedList<Row>({ list, none, noneWhat, children }: Props<Row>) {
  const first = list.data?.pages[0]
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const foot = first && (
    <ListFoot
      shown={rows.length}
      total={first.total}
      capped={first.total_is_capped ?? false}
      hasMore={list.hasNextPage}
      loading={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  )
  return (
    <>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {!first && !list.error && <Loading />}
      {first && (rows.length === 0 ? <Empty title={none}>{noneWhat}</Empty> : children(rows, foot))}
    </>
  )
}

/** The same, a card for each row. */
export function CardList<Row>({
  card,
  ...props
}: Omit<Props<Row>, 'children'> & { card: (row: Row) => ReactNode }) {
  return (
    <PagedList {...props}>
      {(rows, foot) => (
        <>
          <ul className="plain cards">{rows.map(card)}</ul>
          {foot}
        </>
      )}
    </PagedList>
  )
}
