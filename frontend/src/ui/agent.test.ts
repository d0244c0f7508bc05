import { expect, it } from 'vitest'
import { agentName } from './agent'

it('names browser and system', () => {
  expect(
    agentName(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36',
    ),
  ).toBe('Chrome · Windows')
  expect(
    agentName(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0',
    ),
  ).toBe('Edge · Windows')
  expect(
    agentName(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    ),
  ).toBe('Safari · iOS')
  expect(agentName('Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.49 Chrome/116.0')).toBe(
    'WeChat · Android',
  )
})

it('names a program by its own name, and nothing where nothing was said', () => {
  expect(agentName('python-httpx/0.27')).toBe('python-httpx')
  expect(agentName('')).toBeNull()
  expect(agentName(null)).toBeNull()
})
