import { afterEach, expect, it } from 'vitest'
import { i18next } from '@/i18n'
import { parseInbox } from './search'
import { wordsOf } from './words'

const handedOut = { kind: 'handed_out', title: '交办了问题:2026-0012 处方点评不到位', count: 1 }

afterEach(() => void i18next.changeLanguage('zh-CN'))

it('leaves the words of the service as they are in Chinese', () => {
  expect(wordsOf(handedOut)).toBe(handedOut.title)
})

it('says the kind in English and keeps the subject', async () => {
  await i18next.changeLanguage('en-US')
  expect(wordsOf(handedOut)).toBe('Handed out: 2026-0012 处方点评不到位')
  expect(wordsOf({ kind: 'urged', title: '催办 3 个问题', count: 3 })).toBe('Urged (3)')
  expect(wordsOf({ kind: 'password_reset', title: '您的密码已由管理员重置', count: 1 })).toBe(
    'Your password was reset',
  )
})

it('shows a kind it does not know in the words of the service', async () => {
  await i18next.changeLanguage('en-US')
  expect(wordsOf({ kind: 'unheard_of', title: '新事:某', count: 1 })).toBe('新事:某')
})

it('reads the address, and only what it knows', () => {
  expect(parseInbox({ tab: 'messages', unread: 'true', x: '1' })).toEqual({ tab: 'messages', unread: true })
  expect(parseInbox({ tab: 'other', unread: 'no' })).toEqual({})
})
