import { useCallback, useMemo, useRef, useState } from 'react'
import type { ImportDraft, ImportRow } from '@/api/types'
import { documentSpans, fieldSpans, type Place, placedAt, placedFields } from './places'
import type { Lit } from './SourceText'
import { type Marks, offsetTranslator, type Span } from './segments'

const DARK: Lit = { strong: [], soft: null, follow: false }

/** What of the source is lit, and what of the draft stands at a place of the source. */
export function useLighting(draft: ImportDraft, rows: ImportRow[], text: string) {
  const [lit, setLit] = useState<Lit>(DARK)
  const last = useRef('')
  // What was asked for by a click stays lit while one looks at it; only another field takes its place.
  const pinned = useRef(false)
  const place = useMemo(() => offsetTranslator(text), [text])
  const shift = useCallback(
    (span: readonly number[]): Span => [place(span[0] as number), place(span[1] as number)],
    [place],
  )
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows])
  const placed = useMemo(
    () => placedFields(draft, rows).map((entry) => ({ ...entry, span: shift(entry.span) })),
    [draft, rows, shift],
  )

  const spansOf = useCallback((field: string) => documentSpans(draft, field).map(shift), [draft, shift])

  const show = useCallback(
    ({ row: id, field }: Place) => {
      if (id === null) {
        const strong = spansOf(field)
        return setLit(strong.length > 0 ? { strong, soft: null, follow: true } : DARK)
      }
      const row = byId.get(id)
      if (!row) return setLit(DARK)
      const strong = field ? fieldSpans(row.spans, field).map(shift) : []
      setLit({ strong, soft: row.span ? shift(row.span) : null, follow: true })
    },
    [byId, shift, spansOf],
  )

  /** As the pointer or the focus goes; asked again for the same it does nothing. */
  const light = useCallback(
    (target: Place | null) => {
      const key = target ? `${target.row}.${target.field}` : ''
      if (last.current === key || (!target && pinned.current)) return
      last.current = key
      pinned.current = false
      if (target) show(target)
      else setLit(DARK)
    },
    [show],
  )

  const locate = useCallback(
    (target: Place) => {
      last.current = `${target.row}.${target.field}`
      pinned.current = true
      show(target)
    },
    [show],
  )

  const jump = useCallback(
    (span: readonly number[]) => {
      last.current = ''
      pinned.current = true
      setLit({ strong: [shift(span)], soft: null, follow: true })
    },
    [shift],
  )

  const at = useCallback((offset: number) => placedAt(placed, offset), [placed])
  return { lit, light, locate, jump, at, spansOf, marks: useMarks(draft, placed, shift) }
}

function useMarks(
  draft: ImportDraft,
  placed: readonly { span: Span }[],
  shift: (span: readonly number[]) => Span,
): Marks {
  // Only what changes the cuts: editing a field must not redraw two hundred thousand characters.
  const read = JSON.stringify(placed.map((entry) => entry.span))
  const other = JSON.stringify([
    draft.unread,
    draft.warnings.flatMap((warning) => (warning.span ? [warning.span] : [])),
  ])
  return useMemo(() => {
    const [unread, warned] = JSON.parse(other) as [Span[], Span[]]
    return {
      read: JSON.parse(read) as Span[],
      unread: unread.map(shift),
      warned: warned.map(shift),
    }
  }, [read, other, shift])
}

/** The field an element of the draft shows. */
export function placeOf(target: EventTarget): Place | null {
  if (!(target instanceof Element)) return null
  const field = target.closest<HTMLElement>('[data-field]')?.dataset.field
  const row = target.closest<HTMLElement>('[data-row]')
  if (row) return { row: Number(row.dataset.row), field: field ?? '' }
  return field ? { row: null, field } : null
}

/** Brings the field into view once it is drawn, and marks it for a moment. */
export function showPlace({ row, field }: Place): void {
  // Two frames: opening a row moves everything below it.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const within = row === null ? '.draftlist' : `.draftlist [data-row="${row}"]`
      const list = field.replace(/\.\d+$/, '')
      const found =
        document.querySelector(`${within} [data-field="${field}"]`) ??
        document.querySelector(`${within} [data-field="${list}"]`) ??
        document.querySelector(within)
      if (!found) return
      for (let fold = found.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
        fold.open = true
      found.scrollIntoView({ block: 'center' })
      found.classList.add('found')
      setTimeout(() => found.classList.remove('found'), 2500)
    }),
  )
}
