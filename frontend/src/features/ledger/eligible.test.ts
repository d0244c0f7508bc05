import { expect, it } from 'vitest'
import type { FindingLine } from '@/api/types'
import { eligible } from './eligible'

const line = (work_state: string, closure_state = 'none') => ({ work_state, closure_state }) as FindingLine
const acts = { hand_out: ['confirmed'], urge: ['handed_out', 'accepted', 'rectifying'] }

it('knows from the rows which can be handed out and which urged', () => {
  const lines = [line('found'), line('confirmed'), line('rectifying'), line('handed_out'), line('verified')]
  expect(lines.map((entry) => eligible('hand_out', entry, acts))).toEqual([false, true, false, false, false])
  expect(lines.map((entry) => eligible('urge', entry, acts))).toEqual([false, false, true, true, false])
  expect(eligible('urge', line('rectifying', 'closed'), acts)).toBe(false)
})

it('leaves it to the service where the states are not known', () => {
  expect(eligible('urge', line('found'), undefined)).toBe(true)
})
