/** A time line as percentages of its length; days are calendar days (`2026-05-25`), both ends included. */
export interface Span {
  starts_on: string | null
  ends_on: string | null
}
export interface Axis {
  /** The first day, and the day after the last one. */
  from: number
  to: number
}
export interface Bar {
  left: number
  width: number
}

const DAY = 86_400_000
const at = (day: string) => Date.parse(day)

/** From the first day to the last one known; null where no day is known. */
export function axisOf(spans: readonly Span[]): Axis | null {
  const firsts = spans.flatMap(({ starts_on, ends_on }) => starts_on ?? ends_on ?? []).map(at)
  const lasts = spans.flatMap(({ starts_on, ends_on }) => ends_on ?? starts_on ?? []).map(at)
  if (firsts.length === 0) return null
  const from = Math.min(...firsts)
  return { from, to: Math.max(from, ...lasts) + DAY }
}

/** Where a span lies; one with no day at all, or the wrong way round, is not drawn. */
export function barOf(axis: Axis, { starts_on, ends_on }: Span): Bar | null {
  const first = starts_on ?? ends_on
  const last = ends_on ?? starts_on
  if (!first || !last || last < first) return null
  const length = axis.to - axis.from
  return {
    left: ((at(first) - axis.from) / length) * 100,
    width: ((at(last) + DAY - at(first)) / length) * 100,
  }
}

/** Where a day stands, in its middle; null outside. */
export function markOf(axis: Axis, day: string): number | null {
  const noon = at(day) + DAY / 2
  if (noon < axis.from || noon > axis.to) return null
  return ((noon - axis.from) / (axis.to - axis.from)) * 100
}

/** The first day of every month within, thinned out to at most `most` marks. */
export function monthsOf(axis: Axis, most = 12): { month: string; left: number }[] {
  const first = new Date(axis.from)
  const found: { month: string; left: number }[] = []
  for (let add = 0; ; add += 1) {
    const when = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + add, 1)
    if (when >= axis.to) break
    if (when < axis.from) continue
    found.push({
      month: new Date(when).toISOString().slice(0, 7),
      left: ((when - axis.from) / (axis.to - axis.from)) * 100,
    })
  }
  const step = Math.ceil(found.length / most)
  return found.filter((_, index) => index % step === 0)
}

/** The row each span is drawn in, so that none lies on another. */
export function lanesOf(spans: readonly Span[]): number[] {
  const ends: string[] = []
  const lanes = new Array<number>(spans.length).fill(0)
  const order = spans
    .map((span, index) => ({
      index,
      first: span.starts_on ?? span.ends_on ?? '',
      last: span.ends_on ?? span.starts_on ?? '',
    }))
    .sort((a, b) => a.first.localeCompare(b.first) || a.index - b.index)
  for (const { index, first, last } of order) {
    const free = ends.findIndex((end) => end < first)
    const lane = free === -1 ? ends.length : free
    ends[lane] = last
    lanes[index] = lane
  }
  return lanes
}
