import { describe, expect, it } from 'vitest'
import {
  type Content,
  contentOf,
  isChanged,
  isSame,
  lacksOf,
  numberOf,
  type Part,
  withNumber,
  withPart,
  withReason,
} from './content'

const PARTS: Part[] = [
  {
    code: 'work',
    title: 'Work',
    required: true,
    fields: [
      { code: 'new', label: 'New', metric: 'findings_new' },
      { code: 'visits', label: 'Visits', metric: null },
    ],
  },
  {
    code: 'accountability',
    title: 'Accountability',
    required: false,
    fields: [{ code: 'cases', label: 'Cases' }],
  },
]
const FIGURES = { new: { value: 5 } }
const NOTHING: Content = { parts: {} }

describe('the content of a report', () => {
  it('is read as it is kept, and what does not fit is left out', () => {
    expect(contentOf(null)).toEqual(NOTHING)
    expect(contentOf({ parts: [1] })).toEqual(NOTHING)
    expect(
      contentOf({
        parts: {
          work: { text: 'done', numbers: { new: 4, odd: 'x' }, reasons: { new: 'counted twice' } },
          b: 3,
        },
      }),
    ).toEqual({
      parts: {
        work: { text: 'done', numbers: { new: 4 }, reasons: { new: 'counted twice' } },
        b: { text: '', numbers: {}, reasons: {} },
      },
    })
  })

  it('has the numbers of the ledger until the unit says another', () => {
    expect(numberOf(NOTHING, 'work', 'new', FIGURES)).toBe(5)
    expect(numberOf(NOTHING, 'work', 'visits', FIGURES)).toBeNull()
    const changed = withNumber(NOTHING, 'work', 'new', 4, FIGURES)
    expect(numberOf(changed, 'work', 'new', FIGURES)).toBe(4)
    expect(isChanged(changed, 'work', 'new', FIGURES)).toBe(true)
    // The unit's own numbers have nothing to differ from.
    expect(isChanged(withNumber(NOTHING, 'work', 'visits', 2, FIGURES), 'work', 'visits', FIGURES)).toBe(
      false,
    )
  })

  it('forgets the reason with the change', () => {
    const changed = withReason(withNumber(NOTHING, 'work', 'new', 0, FIGURES), 'work', 'new', 'counted twice')
    expect(changed.parts.work).toEqual({ text: '', numbers: { new: 0 }, reasons: { new: 'counted twice' } })
    const empty = { text: '', numbers: {}, reasons: {} }
    expect(withNumber(changed, 'work', 'new', 5, FIGURES).parts.work).toEqual(empty)
    expect(withNumber(changed, 'work', 'new', null, FIGURES).parts.work).toEqual(empty)
  })

  it('says what is lacking, in the order of the form', () => {
    expect(lacksOf(PARTS, NOTHING, FIGURES)).toEqual([
      { part: 'work', what: 'text' },
      { part: 'work', field: 'visits', what: 'number' },
    ])
    let content = withPart(NOTHING, 'work', { text: 'done' })
    content = withNumber(content, 'work', 'visits', 0, FIGURES)
    expect(lacksOf(PARTS, content, FIGURES)).toEqual([])
    content = withNumber(content, 'work', 'new', 6, FIGURES)
    expect(lacksOf(PARTS, content, FIGURES)).toEqual([{ part: 'work', field: 'new', what: 'reason' }])
    expect(lacksOf(PARTS, withReason(content, 'work', 'new', 'one by telephone'), FIGURES)).toEqual([])
  })

  it('is the same in whatever order it is kept', () => {
    const one = contentOf({ parts: { a: { text: 'x', numbers: { p: 1, q: 2 } }, b: {} } })
    const other = contentOf({ parts: { b: {}, a: { numbers: { q: 2, p: 1 }, text: 'x' } } })
    expect(isSame(one, other)).toBe(true)
    expect(isSame(one, withPart(one, 'a', { text: 'y' }))).toBe(false)
  })
})
