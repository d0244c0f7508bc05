import { describe, expect, it } from 'vitest'
import { bodyOf, typedOf } from './form'
import { parseReceptions } from './search'
import type { Reception } from './types'

const RECEPTION: Reception = {
  unit: { id: 7, name: '\u9752\u79be\u53bf\u4eba\u6c11\u533b\u9662' },
  unit_kind: 'hospital',
  version: 2,
  hospital_level: 'two',
  office: 'office',
  place: null,
  phones: ['0550-1234567'],
  mailbox: null,
  email: null,
  post_address: null,
  hours: null,
  persons: [{ name: 'Li', post: 'head', full_time: true }],
  leader_line: null,
  leader_mailbox: null,
  outpatient_sign_seen_on: '2026-11-02',
  inpatient_sign_seen_on: null,
  published: true,
  changed_at: null,
  changed_by_name: null,
  needed: [],
  lacks: [],
  may_change: true,
}

describe('the form of a reception', () => {
  it('sends what was there as it was', () => {
    const { unit, unit_kind, version, changed_at, changed_by_name, needed, lacks, may_change, ...said } =
      RECEPTION
    expect(bodyOf(typedOf(RECEPTION))).toEqual(said)
  })

  it('sends nothing for boxes that were emptied and rows that were never filled', () => {
    const typed = typedOf(RECEPTION)
    const body = bodyOf({
      ...typed,
      office: '  ',
      phones: [' 0550-7654321 ', ''],
      persons: [...typed.persons, { name: ' ', post: '', full_time: false }],
    })
    expect([body.office, body.phones, body.persons?.length]).toEqual([null, ['0550-7654321'], 1])
  })
})

it('narrows the checklist by what the address says', () => {
  expect(parseReceptions({ unit: '5', lack: 'phone', complete: 'false' })).toEqual({
    unit: 5,
    lack: 'phone',
    complete: false,
  })
  expect(parseReceptions({ unit: 'x', lack: '<', complete: 'maybe' })).toEqual({})
})
