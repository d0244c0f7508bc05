import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { FindingCards } from '@/ui/FindingCards'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** As many of each kind as keep the page short; the rest is one click away. */
const SHOWN = 5

export function useWaiting(enabled = true) {
  return useQuery({
    queryKey: ['today'],
    enabled,
    queryFn: () => call(client.GET('/api/v1/today')),
  })
}

/** Grouped by what is to be done; it empties by doing it, not by reading it. */
export function Waiting() {
  const { t } = useTranslation()
  const { label } = useLabels()
  const board = useWaiting()
  if (board.error && !board.data)
    return <ProblemNotice error={board.error} onRetry={() => void board.refetch()} />
  if (!board.data) return <Loading />
  const { groups } = board.data.waiting_for_me
  if (groups.length === 0)
    return <Empty title={t('inbox.nothingWaiting')}>{t('inbox.nothingWaitingWhat')}</Empty>
  return (
    <>
      {groups.map((group) => (
        <section key={group.kind} className="panel" aria-labelledby={`waiting-${group.kind}`}>
          <h2 id={`waiting-${group.kind}`}>
            {label('waiting', group.kind)} <span className="chip blue">{number(group.count)}</span>
          </h2>
          <FindingCards lines={group.items.slice(0, SHOWN)} label={label('waiting', group.kind)} />
          {group.count > SHOWN && (
            <p style={{ marginTop: 8 }}>
              <Link to="/findings" search={{ waiting: group.kind }}>
                {t('inbox.seeAll', { count: group.count })}
              </Link>
            </p>
          )}
        </section>
      ))}
    </>
  )
}
