import type { Entry, Typed } from './entries'
import type { Complaint, Triage } from './types'

/** What may be set right after it was registered. */
export const TRIAGE: readonly Entry<keyof Triage & string>[] = [
  { name: 'subject', kind: 'line', required: true },
  { name: 'matter', kind: 'choice', of: 'complaint_matter', required: true },
  { name: 'petition_class', kind: 'choice', of: 'petition_class' },
  { name: 'category', kind: 'choice', of: 'complaint_category' },
  { name: 'nine_rule', kind: 'choice', of: 'nine_rule' },
  { name: 'about_unit_id', kind: 'unit' },
  { name: 'about_department_id', kind: 'unit' },
  { name: 'names_head', kind: 'tick' },
  { name: 'about_persons', kind: 'line' },
  { name: 'happened_on', kind: 'day' },
  { name: 'wish', kind: 'text' },
  { name: 'urgent', kind: 'tick' },
  { name: 'confidential', kind: 'tick' },
  { name: 'from_superior', kind: 'tick' },
  { name: 'superior_document', kind: 'line', when: ({ from_superior }) => from_superior === true },
]

export function enteredOf(complaint: Complaint): Typed {
  return {
    ...Object.fromEntries(
      TRIAGE.map(({ name }) => [name, (complaint as unknown as Record<string, unknown>)[name] ?? null]),
    ),
    about_unit_id: complaint.about_unit?.id ?? null,
    about_department_id: complaint.about_department?.id ?? null,
  }
}

function tidy(value: unknown): unknown {
  const plain = typeof value === 'string' ? value.trim() : value
  return plain === '' || plain === undefined ? null : plain
}

/** Only what differs is sent: the rest stays as it is. */
export function changesOf(before: Typed, after: Typed): Typed {
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, value]) => [name, tidy(value)] as const)
      .filter(([name, value]) => value !== tidy(before[name])),
  )
}
