import { expect, it } from 'vitest'
import { changesOf } from './triage'

it('sends only what was set right', () => {
  const before = { subject: 'a', category: null, wish: 'x', urgent: false }
  expect(changesOf(before, { ...before, subject: ' a ' })).toEqual({})
  expect(changesOf(before, { subject: 'b', category: 'conduct', wish: ' ', urgent: true })).toEqual({
    subject: 'b',
    category: 'conduct',
    wish: null,
    urgent: true,
  })
})
