import { describe, expect, it } from 'vitest'
import type { ImportDraft, ImportRow } from '@/api/types'
import { type Decision, decidable, outcome, outcomeOf, shownAs } from './outcome'

let id = 0
function row(
  state: 'same' | 'changed' | 'new' | null,
  more: { conflict?: boolean; blocked?: string; decision?: Decision; dropped?: boolean; asks?: boolean } = {},
): ImportRow {
  id += 1
  const changes = state === 'changed' ? [{ field: 'problem', effect: more.asks ? 'asks' : 'enters' }] : []
  return {
    id,
    dropped: more.dropped ?? false,
    decision: more.decision ?? null,
    difference: state && {
      state,
      conflict: more.conflict ?? false,
      blocked: more.blocked ?? null,
      changes,
    },
  } as unknown as ImportRow
}

describe('outcomeOf', () => {
  it('enters what the ledger does not have', () => {
    expect(outcomeOf(row(null))).toBe('enter_as_new')
    expect(outcomeOf(row('new'))).toBe('enter_as_new')
    expect(outcomeOf(row('same', { decision: 'enter_as_new' }))).toBe('enter_as_new')
  })

  it('takes changes unless told otherwise, and leaves what is the same', () => {
    expect(outcomeOf(row('changed'))).toBe('take')
    expect(outcomeOf(row('changed', { decision: 'keep' }))).toBe('keep')
    expect(outcomeOf(row('same'))).toBe('same')
  })

  it('leaves a conflict to a person, and never takes what the ledger cannot', () => {
    expect(outcomeOf(row('changed', { conflict: true }))).toBeNull()
    expect(outcomeOf(row('changed', { conflict: true, decision: 'take' }))).toBe('take')
    expect(outcomeOf(row('changed', { conflict: true, blocked: 'closed', decision: 'take' }))).toBeNull()
    expect(outcomeOf(row('changed', { conflict: true, blocked: 'closed', decision: 'keep' }))).toBe('keep')
  })
})

describe('outcome', () => {
  const rows = [
    row('new'),
    row('same'),
    row('same'),
    row('changed', { asks: true }),
    row('changed', { decision: 'keep' }),
    row('changed', { conflict: true }),
    row('new', { dropped: true }),
  ]
  const draft = { gone: [{}, {}] } as unknown as ImportDraft

  it('says what will happen in numbers', () => {
    expect(outcome(draft, rows)).toMatchObject({
      entering: 1,
      updating: 1,
      asking: 1,
      keeping: 1,
      same: 2,
      gone: 2,
      dropped: 1,
    })
    expect(outcome(draft, rows).undecided).toEqual([rows[5]])
  })

  it('shows rows by what became of them', () => {
    const count = (shown: Parameters<typeof shownAs>[1]) => rows.filter((one) => shownAs(one, shown)).length
    expect([
      count('all'),
      count('new'),
      count('same'),
      count('changed'),
      count('undecided'),
      count('gone'),
    ]).toEqual([7, 1, 2, 3, 1, 0])
  })

  it('lets those be decided on at once that conflict with nothing', () => {
    expect(decidable(rows)).toEqual([rows[3], rows[4]])
  })
})
