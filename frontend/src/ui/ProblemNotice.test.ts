import { expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import { isFinal, sentences } from './ProblemNotice'

const refused = (...messages: string[]) =>
  new ApiProblem(422, { errors: messages.map((message) => ({ pointer: '/body/file', message })) })

it('says no sentence twice', () => {
  expect(sentences('Invalid', 'No text.', refused('No text'))).toEqual({ detail: 'No text.', fields: [] })
  expect(sentences('Same', 'Same', refused())).toEqual({ detail: '', fields: [] })
  expect(sentences('Invalid', 'Two faults', refused('a', 'b', 'a'))).toEqual({
    detail: 'Two faults',
    fields: ['a', 'b'],
  })
})

it('offers no second try where the answer would be the same', () => {
  expect([403, 404, 422].map((status) => isFinal(new ApiProblem(status, null)))).toEqual([true, true, true])
  expect([0, 401, 409, 503].map((status) => isFinal(new ApiProblem(status, null)))).toEqual(
    Array(4).fill(false),
  )
})
