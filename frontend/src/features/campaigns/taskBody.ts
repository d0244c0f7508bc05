import type { Task } from './types'

/** What is typed of a task. */
export interface TaskForm {
  number: string
  title: string
  content: string | null
  target: string | null
  due_kind: Task['due_kind']
  due_on: string | null
  due_text: string | null
  cadence: Task['cadence']
  departments: Task['departments']
  persons: Task['persons']
}

export const FRESH: TaskForm = {
  number: '',
  title: '',
  content: null,
  target: null,
  due_kind: null,
  due_on: null,
  due_text: null,
  cadence: null,
  departments: [],
  persons: [],
}

export function formOf(task: Task): TaskForm {
  const { number, title, content, target, due_kind, due_on, due_text, cadence, departments, persons } = task
  return { number, title, content, target, due_kind, due_on, due_text, cadence, departments, persons }
}

/** Another kind of due: a day belongs only to those that have one, a cadence to what comes again. */
export function withKind(form: TaskForm, kind: TaskForm['due_kind']): Partial<TaskForm> {
  const dated = kind === 'by' || kind === 'within'
  return {
    due_kind: kind,
    due_on: dated ? form.due_on : null,
    cadence: kind === 'recurring' ? (form.cadence ?? 'monthly') : null,
  }
}

/** The next number of a list that counts on: after 8 comes 9; after anything else nothing is guessed. */
export function nextNumber(numbers: readonly string[]): string {
  const counted = numbers.map(Number)
  return counted.every((number) => Number.isInteger(number)) ? String(Math.max(0, ...counted) + 1) : ''
}
