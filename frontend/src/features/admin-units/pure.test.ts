import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import { paperOf } from './ActDialog'
import { complete, entered, faultsOf, NO_FACTS } from './facts'
import { applicable, type PreviewRow, rowsOf } from './importing'
import { parseUnitsSearch } from './search'
import { whoSees } from './sight'
import { tiesOf } from './ties'

describe('whoSees', () => {
  const named = (...ids: number[]) => ids.map((id) => ({ id, name: `u${id}` }))

  it('tells who gains and who loses sight of a unit that moves', () => {
    const { lose, gain } = whoSees(named(1, 2, 3), named(1, 4))
    expect(lose.map(({ id }) => id)).toEqual([2, 3])
    expect(gain.map(({ id }) => id)).toEqual([4])
  })

  it('changes nothing for those above both places', () => {
    expect(whoSees(named(1, 2), named(1, 2, 3))).toEqual({ lose: [], gain: named(3) })
  })
})

describe('facts of a unit', () => {
  const good = { ...NO_FACTS, code: 'YZ-QH-01', name: 'n', kind: 'hospital' }

  it('are complete with a code, a name and a kind', () => {
    expect(complete(good)).toBe(true)
    expect(complete({ ...good, kind: '' })).toBe(false)
    expect(complete({ ...good, code: 'no blanks' })).toBe(false)
  })

  it('are looked at before they are sent', () => {
    expect(faultsOf({ ...good, uscc: '123', region_code: '12' })).toEqual({
      uscc: 'uscc',
      region_code: 'region_code',
    })
  })

  it('leave out what was left empty', () => {
    expect(entered({ ...good, short_name: ' s ' })).toEqual({
      short_name: 's',
      uscc: undefined,
      region_code: undefined,
    })
    expect(paperOf({ document: ' ', note: 'why ' })).toEqual({ document: undefined, note: 'why' })
  })
})

describe('an import', () => {
  const row = (row: number, action: string) =>
    ({ row, action, errors: [], changes: [] }) as never as PreviewRow
  const totals = { rows: 3, create: 1, update: 0, move: 0, unchanged: 2, error: 0 }

  it('shows what is wrong first and what stays as it is last', () => {
    const rows = [row(2, 'unchanged'), row(3, 'create'), row(4, 'error'), row(5, 'move')]
    expect(rowsOf(rows, undefined).map((one) => one.row)).toEqual([4, 3, 5, 2])
    expect(rowsOf(rows, 'create').map((one) => one.row)).toEqual([3])
  })

  it('is applied only where nothing is wrong and something changes', () => {
    expect(applicable(totals)).toBe(true)
    expect(applicable({ ...totals, error: 1 })).toBe(false)
    expect(applicable({ ...totals, create: 0 })).toBe(false)
  })
})

it('reads from a refusal what holds a unit open', () => {
  const ties = [{ kind: 'findings', label: 'open findings', count: 3 }]
  expect(tiesOf(new ApiProblem(409, { title: 't', ties: [...ties, 'odd'] }))).toEqual(ties)
  expect(tiesOf(new ApiProblem(409, { title: 't' }))).toEqual([])
  expect(tiesOf(new Error('other'))).toEqual([])
})

it('takes from the address only what it knows', () => {
  expect(parseUnitsSearch({ unit: '5', q: ' x ', other: '1' })).toEqual({ unit: 5, q: 'x' })
  expect(parseUnitsSearch({ unit: '-1', q: '' })).toEqual({})
})
