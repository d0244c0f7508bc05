import { expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import { belongs, isOld } from './keptFiles'
import { changed, faultWord, goesInPieces, isPassing, nextOf, type Stage, type Transfer } from './transfers'

const transfer = (key: string, stage: Stage): Transfer => ({
  key,
  stage,
  file: new File(['x'], `${key}.jpg`),
  percent: 0,
  error: null,
})
const problem = (status: number, kind = '') => new ApiProblem(status, { type: `/problems/${kind}` })

it('sends one file at a time, in the order they were chosen', () => {
  const queue = [transfer('a', 'paused'), transfer('b', 'waiting'), transfer('c', 'waiting')]
  expect(nextOf(queue)?.key).toBe('b')
  expect(nextOf(changed(queue, 'b', { stage: 'sending' }))).toBeUndefined()
  expect(nextOf(changed(queue, 'b', { stage: 'checking' }))).toBeUndefined()
  expect(nextOf(changed(queue, 'b', { stage: 'refused' }))?.key).toBe('c')
  expect(nextOf([])).toBeUndefined()
})

it('sends large files in pieces', () => {
  expect([1000, 2_000_000].map(goesInPieces)).toEqual([false, true])
})

it('tells a broken line from a refusal', () => {
  expect([0, 401, 429, 500, 503].map((status) => isPassing(problem(status)))).toEqual(Array(5).fill(true))
  expect([403, 409, 413, 415, 422].map((status) => isPassing(problem(status)))).toEqual(Array(5).fill(false))
  expect(isPassing(new Error('bug'))).toBe(false)
})

it('has a word for each refusal of a file', () => {
  const kinds = ['infected-file', 'too-large', 'unsupported-media', 'unavailable', 'conflict', 'forbidden']
  expect(kinds.map((kind) => faultWord(problem(422, kind)))).toEqual([
    'infected',
    'tooLarge',
    'kind',
    'scanner',
    'full',
    null,
  ])
})

it('gives a kept file back only to who chose it, where it was chosen, and not for ever', () => {
  const kept = { account: 1, owner: { type: 'finding', id: 7 } as const, at: 0 }
  expect(belongs(kept, 1, { type: 'finding', id: 7 })).toBe(true)
  expect(belongs(kept, 2, { type: 'finding', id: 7 })).toBe(false)
  expect(belongs(kept, 1, { type: 'rectification_item', id: 7 })).toBe(false)
  expect([isOld(kept, 23 * 3_600_000), isOld(kept, 25 * 3_600_000)]).toEqual([false, true])
})
