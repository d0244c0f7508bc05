import { expect, it } from 'vitest'
import { i18next } from '@/i18n'
import { dueWords, monthEnd } from './dueWords'

const LABELS: Record<string, string> = { whole_year: '全年任务', recurring: '定期', monthly: '每月' }
const words = (due: Partial<Parameters<typeof dueWords>[0]>) =>
  dueWords(
    { due_kind: null, due_on: null, due_text: null, cadence: null, ...due },
    i18next.t,
    (_, code) => LABELS[code] ?? '',
  )

it('says every kind of due in words', () => {
  expect(words({ due_kind: 'by', due_on: '2026-06-30' })).toContain('2026-06-30')
  expect(words({ due_kind: 'within', due_on: '2026-06-30' })).toContain('2026-06')
  expect(words({ due_kind: 'whole_year' })).toBe('全年任务')
  expect(words({ due_kind: 'recurring', cadence: 'monthly' })).toBe('每月')
  expect(words({ due_kind: 'recurring' })).toBe('定期')
})

it('falls back on the words of the paper, and says nothing where nothing is known', () => {
  expect(words({ due_text: '6月底前' })).toBe('6月底前')
  expect(words({ due_kind: 'by', due_text: '6月底前' })).toBe('6月底前')
  expect(words({})).toBe('')
})

it('knows the last day of a month', () => {
  expect(monthEnd('2026-02-11')).toBe('2026-02-28')
  expect(monthEnd('2028-02-01')).toBe('2028-02-29')
  expect(monthEnd('2026-12-31')).toBe('2026-12-31')
})
