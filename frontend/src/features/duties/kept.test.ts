import { expect, it } from 'vitest'
import { keepWords, keptWords } from '@/ui/drafts'
import { contentOf } from './content'
import { keepContent, keptContent } from './kept'

it('keeps what was typed by account and duty, apart from the words of other things', () => {
  const kept = { version: 3, content: contentOf({ parts: { work: { text: 'typed' } } }) }
  keepWords(1, 7, 'words of an item')
  expect(keepContent(1, 7, kept)).toBe(true)
  expect(keptContent(1, 7)).toEqual(kept)
  expect([keptContent(2, 7), keptContent(1, 8)]).toEqual([null, null])
  expect(keepContent(1, 7, null)).toBe(false)
  expect(keptContent(1, 7)).toBeNull()
  expect(keptWords(1, 7)).toBe('words of an item')
})

it('draws nothing from what it cannot read', () => {
  keepWords(1, 'duty.9', '{"version":')
  expect(keptContent(1, 9)).toBeNull()
  keepWords(1, 'duty.9', '"text"')
  expect(keptContent(1, 9)).toBeNull()
})
