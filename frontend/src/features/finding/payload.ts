import { i18next } from '@/i18n'

type Label = (name: string, code: string | null | undefined) => string

const FIELDS = [
  'work_state',
  'closure_state',
  'published_status',
  'due_on',
  'state',
  'units',
  'severity',
  'long_term',
  'problem',
  'text',
  'key_matter',
  'source',
  'amount',
] as const

/** The name of a field as people say it; a field without one keeps its code. */
export function fieldName(field: string): string {
  const known = FIELDS.find((name) => name === field)
  return known ? i18next.t(`finding.field.${known}`) : field
}

const ENUMS: Record<string, string> = {
  work_state: 'work_state',
  closure_state: 'closure_state',
  published_status: 'published_status',
  severity: 'severity',
  source: 'source',
}

export function showValue(field: string, value: unknown, label: Label): string {
  if (value === null || value === undefined || value === '') return i18next.t('finding.empty')
  if (typeof value === 'boolean') return value ? i18next.t('common.yes') : i18next.t('common.no')
  if (field === 'state') return label('item_state', String(value))
  const name = ENUMS[field]
  if (name) return label(name, String(value))
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What a request asks for besides its reason: a day, a cause, corrected fields. */
export function describePayload(payload: Record<string, unknown>, label: Label): string[] {
  const said: string[] = []
  if (typeof payload.until === 'string') said.push(`${i18next.t('finding.until')} ${payload.until}`)
  if (typeof payload.trigger === 'string') said.push(label('reopen_trigger', payload.trigger))
  if (typeof payload.changes === 'object' && payload.changes !== null)
    for (const [field, value] of Object.entries(payload.changes))
      said.push(`${fieldName(field)} → ${showValue(field, value, label)}`)
  return said
}
