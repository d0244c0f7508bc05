import { describe, expect, test } from 'vitest'
import { ApiProblem } from '@/api/problem'
import { alikeOf, isAlike, pieces } from './likeness'

describe('pieces', () => {
  test('light what lies in passages and keep every character', () => {
    expect(pieces('甲乙丙丁戊', [{ start: 1, end: 3 }])).toEqual([
      { at: 0, words: '甲', lit: false },
      { at: 1, words: '乙丙', lit: true },
      { at: 3, words: '丁戊', lit: false },
    ])
  })
  test('count characters beyond the basic plane once, as the service does', () => {
    expect(pieces('𠮷野家', [{ start: 1, end: 2 }])[1]).toEqual({ at: 1, words: '野', lit: true })
  })
  test('stay within the text', () => {
    expect(pieces('甲乙', [{ start: 1, end: 9 }]).map((piece) => piece.words)).toEqual(['甲', '乙'])
    expect(pieces('', [{ start: 0, end: 2 }])).toEqual([])
  })
})

test('only a refusal for likeness has texts', () => {
  const body = {
    type: '/problems/too-alike',
    alike: [{ pointer: '/body/text', text: '甲', share: 1, passages: [] }],
  }
  expect(isAlike(new ApiProblem(409, body))).toBe(true)
  expect(alikeOf(new ApiProblem(409, body))).toHaveLength(1)
  expect(alikeOf(new ApiProblem(409, { ...body, type: '/problems/conflict' }))).toEqual([])
  expect(alikeOf(new Error('x'))).toEqual([])
})
