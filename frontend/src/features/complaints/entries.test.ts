import { describe, expect, it } from 'vitest'
import { asked, bodyOf, type Entry, isLacking, wordsOf } from './entries'

const ENTRIES: Entry[] = [
  { name: 'public_text', kind: 'text', required: true },
  { name: 'resolved', kind: 'yesno', required: true },
  {
    name: 'unresolved_reason',
    kind: 'text',
    required: true,
    when: ({ resolved }) => resolved === false,
  },
  { name: 'note', kind: 'line' },
]

describe('what is asked before an act', () => {
  it('depends on what was answered', () => {
    expect(asked(ENTRIES, { resolved: true }).map(({ name }) => name)).toEqual([
      'public_text',
      'resolved',
      'note',
    ])
    expect(isLacking(ENTRIES, { public_text: 'a', resolved: true })).toBe(false)
    expect(isLacking(ENTRIES, { public_text: 'a', resolved: false })).toBe(true)
    expect(isLacking(ENTRIES, { public_text: '  ', resolved: true })).toBe(true)
  })

  it('is sent without blanks and without what is not asked any more', () => {
    expect(
      bodyOf('answer', ENTRIES, {
        public_text: ' done ',
        resolved: true,
        unresolved_reason: 'left over',
        note: ' ',
      }),
    ).toEqual({ action: 'answer', public_text: 'done', resolved: true })
    expect(bodyOf('sign', [], { x: 1 })).toEqual({ action: 'sign' })
  })

  it('may be copied as words', () => {
    expect(
      wordsOf(ENTRIES, { public_text: 'done', resolved: false, unresolved_reason: 'late', note: '' }),
    ).toBe('done\n\nlate')
  })
})
