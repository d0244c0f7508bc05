import { daysUntil, today } from '@/i18n/format'
import { lastDay } from '@/ui/due'

/** What is owed, of whatever kind: a duty, or a share of a task. */
export interface Owed {
  dueAt: string | null
  /** `scheduled`: nothing to do yet; `sent`: the office has it; `over`: done for good. */
  standing: 'open' | 'returned' | 'scheduled' | 'sent' | 'over'
}

export const URGENCIES = ['late', 'today', 'week', 'later', 'sent', 'over'] as const
export type Urgency = (typeof URGENCIES)[number]

export function urgencyOf({ dueAt, standing }: Owed, now: number): Urgency {
  if (standing === 'over' || standing === 'sent') return standing
  if (dueAt === null) return 'later'
  if (Date.parse(dueAt) <= now) return 'late'
  const days = daysUntil(lastDay(dueAt), today(new Date(now)))
  if (days === 0) return 'today'
  return days <= 7 ? 'week' : 'later'
}

/** What came back first, then by day; what has no day comes last. */
function before(one: Owed, other: Owed): number {
  return (
    Number(other.standing === 'returned') - Number(one.standing === 'returned') ||
    (one.dueAt ?? '9999').localeCompare(other.dueAt ?? '9999')
  )
}

/** By urgency, each group by day; groups without anything are left out. What is over has the newest first. */
export function byUrgency<Entry extends Owed>(
  entries: readonly Entry[],
  now: number,
): { urgency: Urgency; entries: Entry[] }[] {
  return URGENCIES.map((urgency) => {
    const own = entries.filter((entry) => urgencyOf(entry, now) === urgency).sort(before)
    return { urgency, entries: urgency === 'over' ? own.reverse() : own }
  }).filter((group) => group.entries.length > 0)
}

const STANDING: Record<string, Owed['standing']> = {
  scheduled: 'scheduled',
  awaited: 'open',
  draft: 'open',
  returned: 'returned',
  submitted: 'sent',
  accepted: 'over',
  cancelled: 'over',
}

export function standingOf(state: string): Owed['standing'] {
  return STANDING[state] ?? 'open'
}
