/** The announcement of a year as lines of text: how a person copies it, and how it is shown to be edited. */
export interface CalendarDay {
  day: string
  is_workday: boolean
  note: string
}

/** How a day off and a worked one are written, in the language of the reader. */
export interface DayWords {
  rest: string
  work: string
}

const LINE = /^(\d{4}-\d{2}-\d{2})(?:\s*~\s*(\d{4}-\d{2}-\d{2}))?\s+(\S+)\s+(\S.*)$/
const DAY = 86_400_000

export function parseDays(text: string, words: DayWords): { days: CalendarDay[]; badLines: number[] } {
  const days: CalendarDay[] = []
  const badLines: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const found = LINE.exec(line.trim())
    const span = found && daysBetween(found[1] ?? '', found[2] ?? found[1] ?? '')
    if (!found || !span || ![words.rest, words.work].includes(found[3] ?? '')) badLines.push(index + 1)
    else
      for (const day of span)
        days.push({ day, is_workday: found[3] === words.work, note: (found[4] ?? '').trim() })
  }
  return { days, badLines }
}

/** Days that follow each other and say the same become one line. */
export function writeDays(days: CalendarDay[], words: DayWords): string {
  const lines: { first: string; last: string; what: string }[] = []
  for (const { day, is_workday, note } of days) {
    const what = `${is_workday ? words.work : words.rest} ${note}`
    const before = lines.at(-1)
    if (before && before.what === what && Date.parse(day) - Date.parse(before.last) === DAY) before.last = day
    else lines.push({ first: day, last: day, what })
  }
  return lines
    .map(({ first, last, what }) => `${first}${last === first ? '' : `~${last}`} ${what}`)
    .join('\n')
}

/** Null where one is no day, or the span runs backwards or over more than a year. */
function daysBetween(first: string, last: string): string[] | null {
  const [from, to] = [Date.parse(first), Date.parse(last)]
  if (!isDay(first, from) || !isDay(last, to) || to < from || to - from > 366 * DAY) return null
  return Array.from({ length: (to - from) / DAY + 1 }, (_, index) => iso(from + index * DAY))
}

function isDay(text: string, time: number): boolean {
  return !Number.isNaN(time) && iso(time) === text
}

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

export interface MonthCell {
  day: string
  number: number
}

/** The weeks of a month, Monday first; empty places are null. */
export function weeksOf(year: number, month: number): (MonthCell | null)[][] {
  const first = new Date(Date.UTC(year, month - 1, 1))
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const cells: (MonthCell | null)[] = Array((first.getUTCDay() + 6) % 7).fill(null)
  for (let number = 1; number <= count; number += 1)
    cells.push({ day: iso(Date.UTC(year, month - 1, number)), number })
  while (cells.length % 7) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
