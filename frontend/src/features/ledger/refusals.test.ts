import { describe, expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import type { FindingLine } from '@/api/types'
import { refusalsOf } from './refusals'

const sent = [{ code: 'A' }, { code: 'B' }, { code: 'C' }] as FindingLine[]
const errors = [
  { pointer: '/body/ids/0', message: 'closed' },
  { pointer: '/body/ids/2', message: 'closed' },
  { pointer: '/body/items/1/version', message: 'stale' },
  { pointer: '/body/note', message: 'too long' },
]

describe('refusalsOf', () => {
  it('gathers the refused findings by reason', () => {
    const found = refusalsOf(new ApiProblem(409, { title: 'x', errors }), sent)
    expect(found.map(({ message, lines }) => [message, lines.map((line) => line.code)])).toEqual([
      ['closed', ['A', 'C']],
      ['stale', ['B']],
    ])
  })

  it('has nothing to say of other errors', () => {
    expect(refusalsOf(new Error('x'), sent)).toEqual([])
    expect(refusalsOf(new ApiProblem(403, null), sent)).toEqual([])
  })
})
