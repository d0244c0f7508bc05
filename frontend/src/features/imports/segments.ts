export type Span = readonly [number, number]

export interface Segment {
  start: number
  end: number
  unread: boolean
  warned: boolean
  read: boolean
}

export interface Line {
  start: number
  segments: Segment[]
}

export interface Marks {
  read: Span[]
  unread: Span[]
  warned: Span[]
}

/**
 * The service counts characters, the browser counts UTF-16 units; they part where a rare character takes two.
 * Returns the translation, which is the identity for the usual text.
 */
export function offsetTranslator(text: string): (offset: number) => number {
  const pairs: number[] = []
  let characters = 0
  for (let unit = 0; unit < text.length; unit += 1) {
    const code = text.charCodeAt(unit)
    if (code >= 0xd800 && code <= 0xdbff && unit + 1 < text.length) {
      pairs.push(characters)
      unit += 1
    }
    characters += 1
  }
  if (pairs.length === 0) return (offset) => offset
  return (offset) => offset + lowerBound(pairs, offset)
}

/** How many entries of a sorted list are smaller than `value`. */
export function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Cuts `text` into lines, and each line at every edge of a mark, so that any mark is a run of whole segments. */
export function cutIntoLines(text: string, marks: Marks): Line[] {
  const edges = new Set<number>()
  for (const span of [...marks.read, ...marks.unread, ...marks.warned])
    for (const edge of span) if (edge > 0 && edge < text.length) edges.add(edge)
  const cuts = [...edges].sort((a, b) => a - b)
  const read = covering(marks.read)
  const unread = covering(marks.unread)
  const warned = covering(marks.warned)
  const lines: Line[] = []
  let next = 0
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    const segments: Segment[] = []
    while (next < cuts.length && (cuts[next] as number) <= start) next += 1
    let from = start
    while (from < end) {
      const cut = next < cuts.length ? (cuts[next] as number) : end
      const to = Math.min(cut, end)
      if (to > from)
        segments.push({ start: from, end: to, read: read(from), unread: unread(from), warned: warned(from) })
      if (cut <= end) next += 1
      from = to
      if (cut > end) break
    }
    lines.push({ start, segments })
    if (found < 0) break
    start = end + 1
  }
  return lines
}

/** A test of whether a position lies in one of the spans; made for positions asked in rising order. */
function covering(spans: Span[]): (position: number) => boolean {
  const merged: [number, number][] = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  const starts = merged.map((span) => span[0])
  return (position) => {
    const index = lowerBound(starts, position + 1) - 1
    return index >= 0 && position < (merged[index] as [number, number])[1]
  }
}

/** The spans a field of a row was read from: one, or one for each part. */
export function spansOf(value: unknown): Span[] {
  if (!Array.isArray(value) || value.length === 0) return []
  if (typeof value[0] === 'number') return isSpan(value) ? [value] : []
  return value.filter(isSpan)
}

function isSpan(value: unknown): value is Span {
  return (
    Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'number'
  )
}
