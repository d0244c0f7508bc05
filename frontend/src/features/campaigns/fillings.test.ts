import { expect, it } from 'vitest'
import { fillings } from './fillings'
import { FRESH } from './taskBody'
import type { Task } from './types'

const task = (id: number, lacking: string[], departments: string[] = []) =>
  ({ id, lacking, departments: departments.map((name) => ({ name, unit_id: null })) }) as unknown as Task
const tasks = [task(1, ['target', 'person']), task(2, ['person'], ['监察室']), task(3, [], ['监察室'])]
const typed = {
  ...FRESH,
  replace: false,
  target: '全部建档',
  persons: [{ name: '周明', account_id: null }],
}

it('gives each task only what it lacks', () => {
  expect(fillings(tasks, typed)).toEqual([
    { id: 1, target: '全部建档', persons: typed.persons },
    { id: 2, persons: typed.persons },
  ])
})

it('replaces where that is wished', () => {
  expect(fillings(tasks, { ...typed, replace: true }).map(({ id }) => id)).toEqual([1, 2, 3])
})

it('sends a due whole, and departments where there are none', () => {
  const due = { ...FRESH, replace: false, due_kind: 'whole_year' as const }
  expect(fillings([task(1, ['due'])], due)).toEqual([
    { id: 1, due_kind: 'whole_year', due_on: null, cadence: null },
  ])
  const departments = [{ name: '办公室', unit_id: 4 }]
  expect(fillings(tasks, { ...FRESH, replace: false, departments })).toEqual([{ id: 1, departments }])
  expect(fillings(tasks, { ...FRESH, replace: false })).toEqual([])
})
