import { i18next } from './index'

const ZONE = 'Asia/Shanghai'

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(i18next.language, { timeZone: ZONE, ...options })
}

/** A calendar day (`2024-05-31`) is shown as it is: it has no time zone to convert from. */
export function day(value: string | null | undefined): string {
  return value ?? '—'
}

/** A moment, in the time of the region whatever the reader's clock says. */
export function moment(value: string | null | undefined): string {
  if (!value) return '—'
  const parts = formatter({
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(value))
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

/** Today in the region, as due dates count it. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now)
}

export function daysUntil(due: string, from = today()): number {
  return Math.round((Date.parse(due) - Date.parse(from)) / 86_400_000)
}

export function number(value: number): string {
  return new Intl.NumberFormat(i18next.language).format(value)
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} kB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
