import type { ImportDraft, ImportRow } from '@/api/types'
import { lowerBound, type Span, spansOf } from './segments'

/** A field on the desk: of a row, or (`row` null) of the document as a whole. */
export interface Place {
  row: number | null
  field: string
}

export interface Placed extends Place {
  span: Span
}

/** `measures.1` is the second of the measures; any other field is named as it is. */
export function fieldSpans(spans: unknown, field: string): Span[] {
  const known = (spans ?? {}) as Record<string, unknown>
  const whole = spansOf(known[field])
  if (whole.length > 0) return whole
  const [, name, index] = /^(.*)\.(\d+)$/.exec(field) ?? []
  if (name === undefined) return []
  const found = spansOf(known[name])
  const one = found[Number(index)]
  return one ? [one] : found.slice(0, 1)
}

/** Where a field of the document itself was read. What was added by hand stands nowhere. */
export function documentSpans(draft: ImportDraft, field: string): Span[] {
  const [, list, index] = /^(plan\.stages|plan\.tasks|figures)\.(\d+)$/.exec(field) ?? []
  if (list === undefined) return fieldSpans(draft.spans, field)
  return spansOf(listOf(draft, list)[Number(index)]?.span)
}

function listOf(draft: ImportDraft, list: string): readonly { span?: unknown }[] {
  if (list === 'figures') return draft.figures
  return (list === 'plan.stages' ? draft.plan?.stages : draft.plan?.tasks) ?? []
}

const LISTED = /^plan\.(stages|tasks|mechanisms)$/

/** Everything on the desk that has a place in the source, in the order of the source. */
export function placedFields(draft: ImportDraft, rows: readonly ImportRow[]): Placed[] {
  const placed: Placed[] = []
  const put = (row: number | null, field: string, spans: readonly Span[]) => {
    for (const span of spans) placed.push({ row, field, span })
  }
  for (const [field, spans] of Object.entries(draft.spans ?? {})) {
    if (LISTED.test(field)) continue
    const found = spansOf(spans)
    if (found.length > 1 && /^plan\.(problem_types|contacts)$/.test(field))
      found.forEach((span, index) => {
        put(null, `${field}.${index}`, [span])
      })
    else put(null, field, found)
  }
  for (const list of ['plan.stages', 'plan.tasks', 'figures'])
    listOf(draft, list).forEach((entry, index) => {
      put(null, `${list}.${index}`, spansOf(entry.span))
    })
  for (const row of rows) {
    put(row.id, 'problem', row.span ? [row.span as unknown as Span] : [])
    for (const [field, spans] of Object.entries(row.spans ?? {})) {
      const found = spansOf(spans)
      if (found.length > 1)
        found.forEach((span, index) => {
          put(row.id, `${field}.${index}`, [span])
        })
      else put(row.id, field, found)
    }
  }
  return placed.sort((one, other) => one.span[0] - other.span[0])
}

/** How far back a span that covers a place may begin: more would mean reading the whole list for a click. */
const REACH = 400

/** The field that was read at `offset`: the narrowest one around it. */
export function placedAt(placed: readonly Placed[], offset: number): Placed | undefined {
  const starts = placed.map((entry) => entry.span[0])
  const after = lowerBound(starts, offset + 1)
  let best: Placed | undefined
  for (let index = after - 1; index >= Math.max(0, after - REACH); index -= 1) {
    const entry = placed[index] as Placed
    if (offset >= entry.span[1]) continue
    if (!best || entry.span[1] - entry.span[0] < best.span[1] - best.span[0]) best = entry
  }
  return best
}

/** Which of the places of a list holds these words: a list may have been edited since it was read. */
export function placeOfWords(text: string, spans: readonly Span[], words: string): number | undefined {
  const wanted = bare(words).slice(0, 24)
  if (!wanted) return undefined
  const index = spans.findIndex(([start, end]) => bare(text.slice(start, end)).includes(wanted))
  return index < 0 ? undefined : index
}

function bare(words: string): string {
  return words.replace(/\s+/gu, '')
}
