import { i18next } from '@/i18n'

/** Kinds that ask the reader to do something; several of them told at once are found among what waits. */
const ASKING = new Set([
  'registered',
  'handed_out',
  'declined',
  'item_assigned',
  'claim_submitted',
  'returned',
  'decision_asked',
  'closure_asked',
  'reopened',
])

export function asksForWork(kind: string): boolean {
  return ASKING.has(kind)
}

/** What the notice is about, after the service's own words for the kind. */
export function subjectOf(title: string): string {
  const at = title.search(/[:\uff1a]/)
  return at < 0 ? '' : title.slice(at + 1).trim()
}

/** The service writes Chinese; the kinds are few and have English words, the subject stays as it was written. */
export function wordsOf(notice: { kind: string; title: string; count: number }): string {
  const key = `inbox.kind.${notice.kind}`
  if (i18next.language !== 'en-US' || !i18next.exists(key)) return notice.title
  const kind = i18next.t(key as never) as string
  if (notice.count > 1) return i18next.t('inbox.several', { kind, count: notice.count })
  const subject = subjectOf(notice.title)
  return subject ? i18next.t('inbox.one', { kind, subject }) : kind
}
