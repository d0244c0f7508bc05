import { describe, expect, it } from 'vitest'
import '@/i18n'
import { zhCN } from '@/i18n/zh-CN'
import { describeEvent } from './payload'

const label = (name: string, code: string | null | undefined) => `${name}:${code}`
const happened = { action: 'hand_out', resource: 'finding', changes: {}, extra: {} }
const names = zhCN.finding.field

describe('describeEvent', () => {
  it('says what changed by the names people use', () => {
    const changes = { work_state: ['confirmed', 'handed_out'], due_on: [null, '2026-05-01'] }
    expect(describeEvent({ ...happened, changes }, label)).toEqual([
      `${names.work_state}:work_state:confirmed → work_state:handed_out`,
      `${names.due_on}:2026-05-01`,
    ])
  })

  it('keeps the bookkeeping to itself', () => {
    const changes = { verified_by_id: [null, 2], sha256: [null, 'ab'], verified_at: [null, 'x'] }
    expect(describeEvent({ ...happened, changes }, label)).toEqual([])
  })

  it('does not list every field of what was just made', () => {
    const changes = { problem: [null, 'x'], source: [null, 'audit'] }
    expect(describeEvent({ ...happened, action: 'register', changes }, label)).toEqual([])
  })

  it('reads the state of a request as a request, of a measure as a measure', () => {
    const changes = { state: ['asked', 'approved'] }
    expect(describeEvent({ ...happened, resource: 'finding_request', changes }, label)[0]).toContain(
      'request_state:approved',
    )
    expect(describeEvent({ ...happened, resource: 'rectification_item', changes }, label)[0]).toContain(
      'item_state:approved',
    )
  })

  it('adds what the event carries beside the fields', () => {
    const extra = { kind: 'reopen', organs: ['A', 'B'] }
    expect(describeEvent({ ...happened, extra }, label)).toEqual(['request_kind:reopen', 'A、B'])
  })

  it('says from whom to whom work was handed over', () => {
    const extra = { from_account: { id: 6, name: '陈小禾' }, to_account: { id: 41, name: '柳如是' } }
    const changes = { owner_account_id: [6, 41] }
    expect(describeEvent({ ...happened, action: 'hand_over', changes, extra }, label)).toEqual([
      '陈小禾 → 柳如是',
    ])
  })
})
