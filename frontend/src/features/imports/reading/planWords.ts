import type { TFunction } from 'i18next'
import type { Plan } from './typeTree'

export type Due = Plan['tasks'][number]['due']
export type Reporting = NonNullable<Plan['reporting']>

/** When a task is to be done, in words. */
export function dueWords(due: Due, t: TFunction): string {
  switch (due.kind) {
    case 'by':
      return due.date ? t('imports.reading.due.by', { date: due.date }) : (due.text ?? '')
    case 'within':
      return due.date ? t('imports.reading.due.within', { month: due.date.slice(0, 7) }) : (due.text ?? '')
    case 'whole_year':
      return t('imports.reading.due.wholeYear')
    case 'recurring':
      return t('imports.reading.due.recurring')
    default:
      return due.text ?? ''
  }
}

export const CADENCES = [
  'daily',
  'weekly',
  'biweekly',
  'ten_days',
  'semimonthly',
  'monthly',
  'quarterly',
  'semiannual',
  'yearly',
] as const
type Cadence = (typeof CADENCES)[number]

export function isCadence(code: string): code is Cadence {
  return (CADENCES as readonly string[]).includes(code)
}

/** The duty to report as a sentence: how often, by which day, of what. */
export function reportingWords({ cadence, due_day, parts }: Reporting, t: TFunction): string {
  const often = isCadence(cadence) ? t(`imports.reading.cadence.${cadence}`) : cadence
  const said = [when(cadence, due_day, often, t)]
  if (parts.length > 0)
    said.push(
      t('imports.reading.reportParts', {
        count: parts.length,
        parts: parts.join(t('imports.reading.enumeration')),
      }),
    )
  return said.join(t('imports.reading.comma'))
}

function when(cadence: string, day: number | null, often: string, t: TFunction): string {
  if (day === null) return t('imports.reading.reportOften', { often })
  if (cadence === 'weekly') return t('imports.reading.reportWeekday', { often, day: weekday(day, t) })
  return t('imports.reading.reportBy', { often, day })
}

export const CONTACTS = ['phone', 'mobile', 'fax', 'email', 'person', 'address', 'postcode', 'hours'] as const
type ContactKind = (typeof CONTACTS)[number]

/** What a contact is called; a kind that is not known yet is shown as it is. */
export function contactWords(kind: string, t: TFunction): string {
  const known = CONTACTS.find((one): one is ContactKind => one === kind)
  return known ? t(`imports.reading.contact.${known}`) : kind
}

const WEEKDAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const

function weekday(day: number, t: TFunction): string {
  const known = WEEKDAYS[day - 1]
  return known ? t(`imports.reading.weekday.${known}`) : String(day)
}
