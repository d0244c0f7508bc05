import { describe, expect, it } from 'vitest'
import {
  bodyOf,
  type Content,
  contentOf,
  isChanged,
  isSame,
  lacksOf,
  numberOf,
  savedContent,
  withNumber,
  withReason,
  withText,
  wordsOf,
} from './content'

const FOUND = { code: 'new', label: 'New', ledger: 5 }
const VISITS = { code: 'visits', label: 'Visits', ledger: null }
const CASES = { code: 'cases', label: 'Cases', ledger: 0 }
const PARTS = [
  { code: 'work', title: 'Work', required: true, fields: [FOUND, VISITS] },
  { code: 'accountability', title: 'Accountability', required: false, fields: [CASES] },
]
const NOTHING: Content = { parts: {} }
const EMPTY = { text: '', numbers: {}, reasons: {} }

describe('the content of a report', () => {
  it('is read as the service has it; the ledger’s numbers are not the unit’s own', () => {
    const saved = savedContent([
      {
        code: 'work',
        required: true,
        text: 'done',
        fields: [
          { ...FOUND, value: 4, reason: 'counted twice' },
          { ...VISITS, value: 2, reason: null },
          { ...CASES, value: 0, reason: null },
        ],
      },
      { code: 'empty', required: false, text: null, fields: [{ ...FOUND, value: null, reason: null }] },
    ])
    expect(saved.parts.work).toEqual({
      text: 'done',
      numbers: { new: 4, visits: 2 },
      reasons: { new: 'counted twice' },
    })
    expect(saved.parts.empty).toEqual(EMPTY)
  })

  it('is read as it was kept, and what does not fit is left out', () => {
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
      parts: { work: { text: 'done', numbers: { new: 4 }, reasons: { new: 'counted twice' } }, b: EMPTY },
    })
  })

  it('has the numbers of the ledger until the unit says another', () => {
    expect(numberOf(NOTHING, 'work', FOUND)).toBe(5)
    expect(numberOf(NOTHING, 'work', VISITS)).toBeNull()
    const changed = withNumber(NOTHING, 'work', FOUND, 4)
    expect(numberOf(changed, 'work', FOUND)).toBe(4)
    expect(isChanged(changed, 'work', FOUND)).toBe(true)
    // The unit's own numbers have nothing to differ from.
    expect(isChanged(withNumber(NOTHING, 'work', VISITS, 2), 'work', VISITS)).toBe(false)
  })

  it('forgets the reason with the change', () => {
    const changed = withReason(withNumber(NOTHING, 'work', FOUND, 0), 'work', 'new', 'counted twice')
    expect(changed.parts.work).toEqual({ text: '', numbers: { new: 0 }, reasons: { new: 'counted twice' } })
    expect(withNumber(changed, 'work', FOUND, 5).parts.work).toEqual(EMPTY)
    expect(withNumber(changed, 'work', FOUND, null).parts.work).toEqual(EMPTY)
    expect(withReason(changed, 'work', 'new', '').parts.work).toEqual({ ...EMPTY, numbers: { new: 0 } })
  })

  it('says what is lacking, in the order of the form; a paper may stand in place of words', () => {
    expect(lacksOf(PARTS, NOTHING)).toEqual([
      { part: 'work', what: 'text' },
      { part: 'work', field: 'visits', what: 'number' },
    ])
    expect(lacksOf(PARTS, NOTHING, true)).toEqual([{ part: 'work', field: 'visits', what: 'number' }])
    let content = withNumber(withText(NOTHING, 'work', 'done'), 'work', VISITS, 0)
    expect(lacksOf(PARTS, content)).toEqual([])
    content = withReason(withNumber(content, 'work', FOUND, 6), 'work', 'new', '  ')
    expect(lacksOf(PARTS, content)).toEqual([{ part: 'work', field: 'new', what: 'reason' }])
    expect(bodyOf(PARTS, content).parts.work?.reasons).toEqual({})
    content = withReason(content, 'work', 'new', 'one by telephone')
    expect(lacksOf(PARTS, content)).toEqual([])
    expect(bodyOf(PARTS, content)).toEqual({
      parts: {
        work: { text: 'done', numbers: { visits: 0, new: 6 }, reasons: { new: 'one by telephone' } },
        accountability: EMPTY,
      },
    })
    expect(wordsOf(PARTS, content)).toBe('Work\ndone')
  })

  it('is the same in whatever order it is kept', () => {
    const one = contentOf({ parts: { a: { text: 'x', numbers: { p: 1, q: 2 } }, b: {} } })
    const other = contentOf({ parts: { b: {}, a: { numbers: { q: 2, p: 1 }, text: 'x' } } })
    expect(isSame(one, other)).toBe(true)
    expect(isSame(one, withText(one, 'a', 'y'))).toBe(false)
  })
})
