import type { NewComplaint } from './types'

/** What a clerk types; empty words are what was not said. */
export interface Entered {
  kind: 'complaint' | 'petition'
  channel: string
  matter: string
  petition_class: string | undefined
  category: string | undefined
  nine_rule: string | undefined
  urgent: boolean
  about_unit_id: number | undefined
  about_department_id: number | undefined
  names_head: boolean
  about_persons: string
  named_account_ids: number[]
  happened_on: string | null
  subject: string
  text: string
  wish: string
  people: number | null
  confidential: boolean
  superior_document: string
  /** An instant; null: now. */
  received_at: string | null
  name: string
  phone: string
  relation: string
  address: string
  email: string
}

export const NOTHING: Entered = {
  kind: 'complaint',
  channel: 'phone',
  matter: 'complain',
  petition_class: undefined,
  category: undefined,
  nine_rule: undefined,
  urgent: false,
  about_unit_id: undefined,
  about_department_id: undefined,
  names_head: false,
  about_persons: '',
  named_account_ids: [],
  happened_on: null,
  subject: '',
  text: '',
  wish: '',
  people: null,
  confidential: false,
  superior_document: '',
  received_at: null,
  name: '',
  phone: '',
  relation: '',
  address: '',
  email: '',
}

const CONTACT = ['name', 'phone', 'relation', 'address', 'email'] as const

/** What is left empty is not sent. */
function filled(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false),
  )
}

export function bodyOf(entered: Entered): NewComplaint {
  const { name, phone, relation, address, email, petition_class, superior_document, ...rest } = entered
  const superior = entered.channel === 'superior'
  return {
    ...filled({
      ...rest,
      names_head: rest.names_head && rest.about_unit_id !== undefined,
      petition_class: rest.kind === 'petition' ? petition_class : undefined,
      from_superior: superior,
      superior_document: superior ? superior_document : undefined,
    }),
    complainant: filled({ name, phone, relation, address, email }),
  } as NewComplaint
}

/** Of the next one at the same desk only the way it came in stays. */
export function nextOf({ kind, channel, matter }: Entered): Entered {
  return { ...NOTHING, kind, channel, matter }
}

export function hasContact(entered: Entered): boolean {
  return CONTACT.some((key) => entered[key].trim() !== '')
}
