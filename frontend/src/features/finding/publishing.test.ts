import { expect, it } from 'vitest'
import type { Publication } from '@/api/types'
import { beginning, bodyOf } from './publishing'

const ledger = { problem: '处方点评流于形式', measures: ['修订制度', '每月抽查'], progress: '制度已印发' }
const publication = {
  problem: '处方管理有待加强',
  measures: ['完善制度'],
  progress: null,
  stale: false,
  ledger,
} as unknown as Publication

it('goes on with what was drafted before', () => {
  expect(beginning(publication)).toEqual({
    problem: '处方管理有待加强',
    measures: '完善制度',
    progress: '',
  })
})

it('begins with the ledger where nothing was drafted, or the ledger has changed since', () => {
  const fromLedger = { problem: '处方点评流于形式', measures: '修订制度\n每月抽查', progress: '制度已印发' }
  expect(beginning({ ...publication, problem: null })).toEqual(fromLedger)
  expect(beginning({ ...publication, stale: true })).toEqual(fromLedger)
})

it('sends every line as a measure and nothing for what is empty', () => {
  expect(bodyOf({ problem: ' 问题 ', measures: '一条\n\n 两条 ', progress: '  ' })).toEqual({
    problem: '问题',
    measures: ['一条', '两条'],
    progress: null,
  })
})
