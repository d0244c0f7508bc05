import { expect, it } from 'vitest'
import { inOrder, lacking, wordsOf } from './drafts'
import type { Draft } from './types'

const section = (code: string, text: string, may_lack = false) => ({
  code,
  label: `label of ${code}`,
  text,
  may_lack,
  items: false,
})
const DRAFT: Draft = {
  kind: 'answer',
  title: 'answer',
  unit: { id: 3, name: 'hospital' },
  refused: null,
  addressee: 'somebody',
  sections: [section('request', 'ready'), section('facts', '', true), section('decision', '')],
}

it('stands ready as it was written, and names what a person must still say', () => {
  const words = wordsOf(DRAFT)
  expect(words).toEqual({ request: 'ready', facts: '', decision: '' })
  expect(lacking(DRAFT, words)).toEqual(['label of decision'])
  expect(lacking(DRAFT, { ...words, request: ' ', decision: 'done' })).toEqual(['label of request'])
})

it('offers first what may be issued now', () => {
  const refused: Draft = { ...DRAFT, kind: 'opinion', refused: 'not a petition' }
  const other: Draft = { ...DRAFT, kind: 'one_time' }
  expect(inOrder([refused, DRAFT, other]).map(({ kind }) => kind)).toEqual(['answer', 'one_time', 'opinion'])
})
