import { expect, it } from 'vitest'
import { forgetWords, keepWords, keptWords } from './drafts'

it('keeps words by account and item, and forgets them all at once', () => {
  localStorage.setItem('mingze.language', 'zh-CN')
  expect(keepWords(1, 7, 'typed')).toBe(true)
  expect([keptWords(1, 7), keptWords(2, 7), keptWords(1, 8)]).toEqual(['typed', '', ''])
  expect(keepWords(1, 7, ' ')).toBe(false)
  expect(keptWords(1, 7)).toBe('')
  keepWords(1, 7, 'a')
  keepWords(2, 7, 'b')
  forgetWords()
  expect([keptWords(1, 7), keptWords(2, 7)]).toEqual(['', ''])
  expect(localStorage.getItem('mingze.language')).toBe('zh-CN')
})
