import { expect, it } from 'vitest'
import { EMPTY, queryOf } from './report'

it('asks for what was said and for nothing else', () => {
  expect(queryOf(EMPTY)).toEqual({ version: 'inner', profile: 'A' })
  expect(queryOf({ ...EMPTY, title: '  整改通报 ', issuedOn: '2026-03-02' })).toEqual({
    version: 'inner',
    profile: 'A',
    title: '整改通报',
    issued_on: '2026-03-02',
  })
})

it('takes every line of a list that holds something', () => {
  expect(queryOf({ ...EMPTY, addressees: '市委巡察办\n\n 市纪委监委 \n' }).addressees).toEqual([
    '市委巡察办',
    '市纪委监委',
  ])
})

it('says of the public version only there what becomes of findings without a wording', () => {
  const chosen = { ...EMPTY, unapproved: 'keep' as const, stateOmission: true }
  expect(queryOf(chosen)).toEqual({ version: 'inner', profile: 'A' })
  expect(queryOf({ ...chosen, version: 'outer' })).toEqual({
    version: 'outer',
    profile: 'A',
    unapproved: 'keep',
    state_omission: true,
  })
})

it('sends what a profile has no room for only where there is room', () => {
  expect(queryOf({ ...EMPTY, organization: '成立专班。' }).organization).toBeUndefined()
  expect(queryOf({ ...EMPTY, profile: 'B', organization: '成立专班。' }).organization).toEqual(['成立专班。'])
  expect(queryOf({ ...EMPTY, mark: '云州市卫生健康委员会' }).mark).toBeUndefined()
})
