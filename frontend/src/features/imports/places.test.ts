import { describe, expect, it } from 'vitest'
import type { ImportDraft, ImportRow } from '@/api/types'
import { documentSpans, fieldSpans, placedAt, placedFields, placeOfWords } from './places'

const draft = {
  spans: {
    title: [0, 8],
    aliases: [
      [9, 12],
      [20, 24],
    ],
    'plan.tasks': [
      [30, 40],
      [40, 60],
    ],
    'plan.contacts': [
      [70, 74],
      [80, 84],
    ],
  },
  plan: { stages: [], tasks: [{ span: [30, 60] }, { span: null }] },
  figures: [],
} as unknown as ImportDraft

const row = {
  id: 5,
  span: [100, 200],
  spans: {
    measures: [
      [120, 130],
      [130, 150],
    ],
    progress: [150, 190],
  },
} as unknown as ImportRow

describe('fieldSpans', () => {
  it('finds one of several parts, or the whole field', () => {
    expect(fieldSpans(row.spans, 'measures.1')).toEqual([[130, 150]])
    expect(fieldSpans(row.spans, 'progress')).toEqual([[150, 190]])
    expect(fieldSpans(row.spans, 'measures')).toHaveLength(2)
    expect(fieldSpans(row.spans, 'owner')).toEqual([])
    expect(fieldSpans(null, 'owner')).toEqual([])
  })
})

describe('documentSpans', () => {
  it('takes tasks by their own span, so that a deleted one shifts nothing', () => {
    expect(documentSpans(draft, 'plan.tasks.0')).toEqual([[30, 60]])
    expect(documentSpans(draft, 'plan.tasks.1')).toEqual([])
    expect(documentSpans(draft, 'plan.contacts.1')).toEqual([[80, 84]])
    expect(documentSpans(draft, 'title')).toEqual([[0, 8]])
  })
})

describe('placedAt', () => {
  const placed = placedFields(draft, [row])

  it('finds the narrowest field around a place', () => {
    expect(placedAt(placed, 135)).toMatchObject({ row: 5, field: 'measures.1' })
    expect(placedAt(placed, 110)).toMatchObject({ row: 5, field: 'problem' })
    expect(placedAt(placed, 45)).toMatchObject({ row: null, field: 'plan.tasks.0' })
    expect(placedAt(placed, 82)).toMatchObject({ row: null, field: 'plan.contacts.1' })
    expect(placedAt(placed, 22)).toMatchObject({ row: null, field: 'aliases' })
  })

  it('finds nothing where nothing was read', () => {
    expect(placedAt(placed, 65)).toBeUndefined()
    expect(placedAt([], 3)).toBeUndefined()
  })
})

describe('placeOfWords', () => {
  it('knows an entry by its words, whatever was deleted before it', () => {
    const text = 'call 0999-1 or 0999-2'
    const spans = [[5, 11] as const, [15, 21] as const]
    expect(placeOfWords(text, spans, '0999-2')).toBe(1)
    expect(placeOfWords(text, spans, '0999-3')).toBeUndefined()
    expect(placeOfWords(text, spans, ' ')).toBeUndefined()
  })
})
