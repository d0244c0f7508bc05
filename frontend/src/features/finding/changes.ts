import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { Happening } from '@/api/types'
import { moment } from '@/i18n/format'
import { actionName } from '@/ui/eventNames'
import { describeEvent, type Label } from './payload'

const MOST = 10

/** The newest event this page has shown; what came later is news. */
function newestSeen(findingId: number): number | null {
  const shown = queryClient.getQueryData<{ pages: { items: Happening[] }[] }>([
    'finding',
    findingId,
    'events',
  ])
  return shown?.pages[0]?.items[0]?.position ?? null
}

/** What others did to the finding since it was shown here, a sentence for each act. */
export async function changesSince(findingId: number, label: Label): Promise<string[]> {
  const seen = newestSeen(findingId)
  const page = await call(
    client.GET('/api/v1/findings/{finding_id}/events', {
      params: { path: { finding_id: findingId }, query: { limit: MOST } },
    }),
  )
  const news = seen === null ? page.items.slice(0, 1) : page.items.filter((event) => event.position > seen)
  return news.map((event) => sentenceOf(event, label))
}

export function sentenceOf(event: Happening, label: Label): string {
  const head = [moment(event.at), event.actor_name, actionName(event.action, event.resource)]
  return [head.filter(Boolean).join(' '), event.note, ...describeEvent(event, label)]
    .filter(Boolean)
    .join(' · ')
}
