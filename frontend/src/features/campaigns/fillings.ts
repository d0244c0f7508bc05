import type { TaskForm } from './taskBody'
import type { Task } from './types'

export type Filling = TaskForm & { replace: boolean }
type Part = Partial<Omit<TaskForm, 'number' | 'title' | 'content'>> & { id: number }

/**
 * What is sent for each task: of what was typed, only what the task lacks, or everything where it is to be
 * replaced. Tasks nothing is sent for are left out.
 */
export function fillings(tasks: readonly Task[], form: Filling): Part[] {
  return tasks.flatMap((task) => {
    const wants = (missing: 'target' | 'due' | 'person') => form.replace || task.lacking.includes(missing)
    const part: Part = { id: task.id }
    if (form.target && wants('target')) part.target = form.target
    if (form.due_kind && wants('due')) {
      part.due_kind = form.due_kind
      part.due_on = form.due_on
      part.cadence = form.cadence
      if (form.due_text) part.due_text = form.due_text
    }
    if (form.persons.length > 0 && wants('person')) part.persons = form.persons
    if (form.departments.length > 0 && (form.replace || task.departments.length === 0))
      part.departments = form.departments
    return Object.keys(part).length > 1 ? [part] : []
  })
}
