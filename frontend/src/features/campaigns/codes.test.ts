import { expect, it } from 'vitest'
import { freshCode } from './codes'

it('finds a code that stands nowhere yet', () => {
  expect(freshCode('part', [])).toBe('part_1')
  expect(freshCode('part', ['work', 'part_3'])).toBe('part_4')
})
