import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { Happening } from '@/api/types'
import { moment } from '@/i18n/format'
import { actionName } from '@/ui/eventNames'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { describeEvent } from './payload'

/** Everything that happened to the finding, newest first, as the event log has it. */
export function TimeLine({ findingId }: { findingId: number }) {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: ['finding', findingId, 'events'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/findings/{finding_id}/events', {
          params: { path: { finding_id: findingId }, query: { cursor: pageParam, limit: 50 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  const events = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="panel" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('finding.timeline')}</h2>
      <ProblemNotice error={list.error} />
      {list.data && events.length === 0 && <p className="quiet">{t('finding.noEvents')}</p>}
      <ol className="timeline">
        {events.map((event) => (
          <Entry key={event.position} event={event} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </section>
  )
}

function Entry({ event }: { event: Happening }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <li>
      <div className="row">
        <strong>
          <Target event={event}>{actionName(event.action, event.resource)}</Target>
        </strong>
        <span className="small quiet">
          {event.actor_name ?? t('finding.system')} · <time dateTime={event.at}>{moment(event.at)}</time>
        </span>
      </div>
      {event.note && <p className="pre">{event.note}</p>}
      <ul className="plain small quiet">
        {describeEvent(event, label).map((change) => (
          <li key={change} className="wrap-anywhere">
            {change}
          </li>
        ))}
      </ul>
    </li>
  )
}

/** To the thing the event is about, where it stands on this page. */
function Target({ event, children }: { event: Happening; children: string }) {
  const id = `${event.resource}-${event.resource_id}`
  const go = (click: MouseEvent) => {
    const target = document.getElementById(id)
    if (!target) return
    click.preventDefault()
    target.closest('details')?.setAttribute('open', '')
    target.scrollIntoView({ block: 'start' })
    target.focus({ preventScroll: true })
  }
  if (!ON_THIS_PAGE.has(event.resource)) return children
  return (
    <a href={`#${id}`} onClick={go}>
      {children}
    </a>
  )
}

const ON_THIS_PAGE = new Set(['rectification_item', 'finding_request', 'countersignature', 'attachment'])
