import { expect, it } from 'vitest'
import { digitsOf, inGroups } from './code'

it('takes the digits of a code however they were pasted', () => {
  expect(digitsOf(' 123 456 ')).toBe('123456')
  expect(digitsOf('1234567')).toBe('123456')
  expect(digitsOf('abc')).toBe('')
})

it('shows a secret in groups of four', () => {
  expect(inGroups('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP')
  expect(inGroups('ABCDE')).toBe('ABCD E')
  expect(inGroups('ABCD')).toBe('ABCD')
})
