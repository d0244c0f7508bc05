import { i18next } from '@/i18n'

export type Label = (name: string, code: string | null | undefined) => string

const FIELDS = [
  'amount',
  'basis',
  'closer',
  'closure_state',
  'due_on',
  'key_matter',
  'long_term',
  'name',
  'number',
  'onsite_on',
  'owner_leader',
  'problem',
  'published_status',
  'responsible_department',
  'responsible_leader',
  'responsible_person',
  'severity',
  'source',
  'state',
  'text',
  'units',
  'voided',
  'waiting_review_on',
  'work_state',
] as const
type Field = (typeof FIELDS)[number]

/** The name of a field as people say it; what has none is the program's own bookkeeping. */
export function fieldName(field: string): string | null {
  const known = FIELDS.find((name): name is Field => name === field)
  return known ? i18next.t(`finding.field.${known}`) : null
}

const ENUMS: Record<string, string> = {
  basis: 'basis',
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
      said.push(`${fieldName(field) ?? field} → ${showValue(field, value, label)}`)
  return said
}

/** Making something changes every field of it; saying so is enough. */
const MAKING = new Set(['register', 'enter', 'create', 'add'])

interface Happened {
  action: string
  resource: string
  changes: Record<string, unknown[]>
  extra: Record<string, unknown>
}

/** What an event changed, in words: only what people know by a name. */
export function describeEvent({ action, resource, changes, extra }: Happened, label: Label): string[] {
  const show = (field: string, value: unknown) =>
    field === 'state' && resource === 'finding_request' && typeof value === 'string'
      ? label('request_state', value)
      : showValue(field, value, label)
  const changed = MAKING.has(action)
    ? []
    : Object.entries(changes).flatMap(([field, [from, to]]) => {
        const name = fieldName(field)
        if (name === null) return []
        if (from === null || from === undefined)
          return [i18next.t('finding.set', { field: name, to: show(field, to) })]
        return [i18next.t('finding.changed', { field: name, from: show(field, from), to: show(field, to) })]
      })
  return [...describeExtra(extra, label), ...changed]
}

function describeExtra(extra: Record<string, unknown>, label: Label): string[] {
  const said: string[] = []
  if (typeof extra.kind === 'string') said.push(label('request_kind', extra.kind))
  if (typeof extra.text === 'string') said.push(extra.text)
  const made = extra.changed as { text?: unknown } | undefined
  if (typeof made?.text === 'string') said.push(made.text)
  if (Array.isArray(extra.organs)) said.push(extra.organs.join('、'))
  const [leaver, successor] = [named(extra.from_account), named(extra.to_account)]
  if (leaver && successor) said.push(i18next.t('finding.passed', { from: leaver, to: successor }))
  return said
}

function named(who: unknown): string | null {
  const name = (who as { name?: unknown } | undefined)?.name
  return typeof name === 'string' ? name : null
}
