import type { Reception, ReceptionBody } from './types'

export type Person = Reception['persons'][number]

/** What is typed; an empty box is nothing said. */
export interface Typed {
  hospital_level: string | undefined
  office: string
  place: string
  phones: string[]
  mailbox: string
  email: string
  post_address: string
  hours: string
  persons: Person[]
  leader_line: string
  leader_mailbox: string
  outpatient_sign_seen_on: string | null
  inpatient_sign_seen_on: string | null
  published: boolean
}

const LINES = [
  'office',
  'place',
  'mailbox',
  'email',
  'post_address',
  'hours',
  'leader_line',
  'leader_mailbox',
] as const
export type Line = (typeof LINES)[number]

export function typedOf(reception: Reception): Typed {
  const { phones, persons, outpatient_sign_seen_on, inpatient_sign_seen_on, published } = reception
  const lines = Object.fromEntries(LINES.map((key) => [key, reception[key] ?? ''])) as Record<Line, string>
  return {
    ...lines,
    hospital_level: reception.hospital_level ?? undefined,
    phones,
    persons,
    outpatient_sign_seen_on,
    inpatient_sign_seen_on,
    published,
  }
}

export function bodyOf(typed: Typed): ReceptionBody {
  const lines = Object.fromEntries(LINES.map((key) => [key, typed[key].trim() || null]))
  return {
    ...lines,
    hospital_level: (typed.hospital_level ?? null) as ReceptionBody['hospital_level'],
    phones: typed.phones.map((phone) => phone.trim()).filter(Boolean),
    // A row nobody filled in is not sent; one that is half filled in is, and the service says what it lacks.
    persons: typed.persons
      .map((person) => ({ ...person, name: person.name.trim(), post: person.post.trim() }))
      .filter((person) => person.name || person.post),
    outpatient_sign_seen_on: typed.outpatient_sign_seen_on,
    inpatient_sign_seen_on: typed.inpatient_sign_seen_on,
    published: typed.published,
  }
}
