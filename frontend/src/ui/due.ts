import { daysUntil, today } from '@/i18n/format'

const DAY = 86_400_000
const MINUTE = 60_000

/** How a due instant stands to now, in what a person counts by: minutes near it, days far from it. */
export type Due =
  | { kind: 'none' }
  | { kind: 'late'; hours: number; minutes: number }
  | { kind: 'lateDays'; count: number }
  | { kind: 'today'; at: string; hours: number; minutes: number }
  | { kind: 'tomorrow'; at: string }
  | { kind: 'later'; day: string; at: string; count: number }

/** The first late instant after a whole day of the region that is still in time. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY).toISOString()
}

/** The last day that is in time; `dueAt` is the first instant that is late. */
export function lastDay(dueAt: string): string {
  return today(new Date(Date.parse(dueAt) - 1))
}

/** The hour by the region's clock; the end of a day is called 24:00, as papers do. */
function hourOf(dueAt: string): string {
  const minutes = Math.floor(((Date.parse(dueAt) + 8 * 60 * MINUTE) % DAY) / MINUTE)
  if (minutes === 0) return '24:00'
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function span(milliseconds: number): { hours: number; minutes: number } {
  const minutes = Math.floor(milliseconds / MINUTE)
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

export function dueOf(dueAt: string | null | undefined, now: number): Due {
  if (!dueAt) return { kind: 'none' }
  const left = Date.parse(dueAt) - now
  const at = hourOf(dueAt)
  const day = lastDay(dueAt)
  const days = daysUntil(day, today(new Date(now)))
  if (left <= 0) {
    const late = now - Date.parse(dueAt)
    return late < DAY ? { kind: 'late', ...span(late) } : { kind: 'lateDays', count: -days }
  }
  if (days === 0) return { kind: 'today', at, ...span(left) }
  return days === 1 ? { kind: 'tomorrow', at } : { kind: 'later', day, at, count: days }
}
