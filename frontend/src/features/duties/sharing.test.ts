import { expect, it } from 'vitest'
import { chosen, lackingOf, newShare, resolved, shareBody, withDay } from './sharing'

const TASK = {
  title: 'Rules',
  target: 'Every rule revised',
  due_kind: 'whole_year' as const,
  due_on: null,
  due_text: null,
  cadence: null,
}

it('begins as the task, and lacks who does it', () => {
  const share = newShare(TASK, 1)
  expect(lackingOf(share)).toEqual(['person'])
  expect(lackingOf({ ...share, target: ' ', due_kind: null, persons: ['#4'] })).toEqual(['target', 'due'])
  expect(lackingOf({ ...share, due_kind: 'by', persons: ['#4'] })).toEqual(['due'])
})

it('has the day that is given, in place of what the task says', () => {
  const share = newShare(TASK, 1)
  expect(withDay(share, null)).toBe(share)
  expect(withDay(share, '2026-06-30')).toMatchObject({ due_kind: 'by', due_on: '2026-06-30' })
})

it('tells those chosen by their numbers, others by the names typed', () => {
  const share = {
    ...newShare(TASK, 1),
    departments: [chosen(7), 'Night shift'],
    persons: [chosen(12), ' Someone '],
  }
  expect(shareBody(share)).toEqual({
    title: 'Rules',
    target: 'Every rule revised',
    due_kind: 'whole_year',
    due_on: null,
    due_text: null,
    cadence: null,
    departments: [{ unit_id: 7 }, { name: 'Night shift' }],
    persons: [{ account_id: 12 }, { name: 'Someone' }],
  })
})

it('takes a name typed for the one who has it, where only one has', () => {
  const known = [
    { value: '#1', name: 'Chen', label: 'Chen · Ward' },
    { value: '#2', name: 'Li', label: 'Li · Ward' },
    { value: '#3', name: 'Li', label: 'Li · Office' },
  ]
  expect(resolved(['Chen', '#1', 'Li', ' Night shift ', ' '], known)).toEqual(['#1', 'Li', 'Night shift'])
})
