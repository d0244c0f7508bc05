import { expect, it } from 'vitest'
import { typedWords } from './typed'

it('gathers what was typed, and leaves out what was only chosen', () => {
  expect(typedWords({ reason: ' 因雨停工 ', until: '2027-01-01', trigger: 'recurred' })).toBe('因雨停工')
  expect(
    typedWords({
      note: '见附件',
      organs: [{ kind: 'x', name: '市巡察办' }],
      document: '函〔2026〕8号',
      changes: { problem: '新的问题', key_matter: true },
    }),
  ).toBe('见附件\n新的问题\n市巡察办\n函〔2026〕8号')
  expect(typedWords({})).toBe('')
})
