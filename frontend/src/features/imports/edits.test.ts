import { describe, expect, it } from 'vitest'
import type { ImportRow } from '@/api/types'
import { edited, emptyDraft, reduceDraft, toSend, wordsOf } from './edits'

const row = {
  id: 7,
  version: 1,
  problem: 'ledger copied',
  progress: null,
  measures: ['first', 'second'],
  due_on: '2026-03-31',
  key_matter: false,
  units: [{ unit_id: 3, name: 'Office', part: 'answering' }],
} as unknown as ImportRow

describe('reduceDraft', () => {
  it('collects edits of a row field by field', () => {
    let state = reduceDraft(emptyDraft, { do: 'edit', row, patch: { problem: 'ledger identical' } })
    state = reduceDraft(state, { do: 'edit', row, patch: { due_on: '2026-04-30' } })
    expect(state.edits[7]).toEqual({ problem: 'ledger identical', due_on: '2026-04-30' })
    expect(edited(row, state.edits[7]).due_on).toBe('2026-04-30')
    expect(edited(row, state.edits[7]).measures).toEqual(['first', 'second'])
  })

  it('counts typing back what stood there as no change', () => {
    let state = reduceDraft(emptyDraft, { do: 'edit', row, patch: { problem: 'x' } })
    state = reduceDraft(state, { do: 'edit', row, patch: { problem: 'ledger copied' } })
    expect(state.edits[7]).toBeUndefined()
  })

  it('takes an emptied field that was empty for unchanged', () => {
    const state = reduceDraft(emptyDraft, { do: 'edit', row, patch: { progress: '' } })
    expect(state.edits).toEqual({})
  })

  it('tells a changed list of measures from the same one', () => {
    const same = reduceDraft(emptyDraft, { do: 'edit', row, patch: { measures: ['first', 'second'] } })
    const less = reduceDraft(emptyDraft, { do: 'edit', row, patch: { measures: ['first'] } })
    expect(same.edits).toEqual({})
    expect(less.edits[7]).toEqual({ measures: ['first'] })
  })

  it('forgets the edits of a row once saved or given up, and of no other', () => {
    const other = { ...row, id: 8 } as ImportRow
    let state = reduceDraft(emptyDraft, { do: 'edit', row, patch: { problem: 'x' } })
    state = reduceDraft(state, { do: 'edit', row: other, patch: { problem: 'y' } })
    expect(Object.keys(reduceDraft(state, { do: 'saved', id: 7 }).edits)).toEqual(['8'])
    expect(Object.keys(reduceDraft(state, { do: 'revert', id: 8 }).edits)).toEqual(['7'])
  })

  it('chooses and unchooses rows', () => {
    let state = reduceDraft(emptyDraft, { do: 'choose', id: 7 })
    state = reduceDraft(state, { do: 'choose', id: 8 })
    state = reduceDraft(state, { do: 'choose', id: 7 })
    expect([...state.chosen]).toEqual([8])
    expect([...reduceDraft(state, { do: 'chooseAll', ids: [1, 2] }).chosen]).toEqual([1, 2])
  })

  it('drops everything about rows that were merged or split away', () => {
    let state = reduceDraft(emptyDraft, { do: 'edit', row, patch: { problem: 'x' } })
    state = reduceDraft(state, { do: 'choose', id: 7 })
    state = reduceDraft(state, { do: 'open', id: 7 })
    expect(reduceDraft(state, { do: 'gone', ids: [7] })).toEqual(emptyDraft)
  })

  it('shows edited units by name and sends them by number', () => {
    const units = [{ unit_id: 9, name: 'Hospital', part: 'answering' as const }]
    const { edits } = reduceDraft(emptyDraft, { do: 'edit', row, patch: { units } })
    expect(edited(row, edits[7]).units).toEqual(units)
    expect(toSend(edits[7] ?? {})).toEqual({ units: [{ unit_id: 9, part: 'answering' }] })
    expect(reduceDraft(emptyDraft, { do: 'edit', row, patch: { units: row.units } }).edits).toEqual({})
  })

  it('never changes the state it was given', () => {
    const before = reduceDraft(emptyDraft, { do: 'choose', id: 7 })
    reduceDraft(before, { do: 'choose', id: 8 })
    reduceDraft(before, { do: 'edit', row, patch: { problem: 'x' } })
    expect([...before.chosen]).toEqual([7])
    expect(before.edits).toEqual({})
  })
})

describe('wordsOf', () => {
  it('says a field in words that can be copied', () => {
    expect(wordsOf(['one', 'two'])).toBe('one\ntwo')
    expect(wordsOf([{ unit_id: 1, name: 'Office', part: 'answering' }])).toBe('Office')
    expect(wordsOf(null)).toBe('—')
  })
})

describe('after a conflict', () => {
  it('what was typed stands on the newest row, and can be saved against its version', () => {
    const old = { id: 1, version: 1, problem: 'old', owner: null } as unknown as ImportRow
    const state = reduceDraft(emptyDraft, { do: 'edit', row: old, patch: { problem: 'typed' } })
    const newest = { ...old, version: 2, problem: 'theirs', owner: 'Li' } as ImportRow
    const shown = edited(newest, state.edits[1])
    expect([shown.problem, shown.owner, shown.version]).toEqual(['typed', 'Li', 2])
  })
})
