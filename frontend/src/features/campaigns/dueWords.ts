import type { TFunction } from 'i18next'

interface Due {
  due_kind: string | null
  due_on: string | null
  due_text: string | null
  cadence: string | null
}

/** When a task is to be done, in words; empty where nothing is said. */
export function dueWords(due: Due, t: TFunction, label: (name: string, code: string) => string): string {
  const { due_kind, due_on, due_text, cadence } = due
  if (due_kind === 'by' && due_on) return t('campaigns.due.by', { date: due_on })
  if (due_kind === 'within' && due_on) return t('campaigns.due.within', { month: due_on.slice(0, 7) })
  if (due_kind === 'whole_year') return label('task_due_kind', due_kind)
  if (due_kind === 'recurring') return label('cadence', cadence ?? '') || label('task_due_kind', due_kind)
  return due_text ?? ''
}

/** The last day of the month a day lies in: what "within the month" ends on. */
export function monthEnd(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
