import { dayOf, given, wordOf } from '@/ui/address'

/** Which orders are shown, or what is done with lists of them; it lives in the address bar. */
export interface HotlineSearch {
  tab?: 'reconcile' | 'pushes'
  source?: string
  status?: string
  external_no?: string
  received_from?: string
  received_to?: string
}

export function parseHotline(search: Record<string, unknown>): HotlineSearch {
  const { tab } = search
  const number = String(search.external_no ?? '').trim()
  return given<HotlineSearch>({
    tab: tab === 'reconcile' || tab === 'pushes' ? tab : undefined,
    source: wordOf(search.source),
    status: wordOf(search.status),
    external_no: number && number.length <= 60 ? number : undefined,
    received_from: dayOf(search.received_from),
    received_to: dayOf(search.received_to),
  })
}
