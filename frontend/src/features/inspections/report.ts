import type { ReportQuery } from '@/api/types'

/** What the dialog holds: texts as they are typed, lists a line each. */
export interface ReportForm {
  version: 'inner' | 'outer'
  profile: 'A' | 'B' | 'C'
  unapproved: 'leave_out' | 'keep'
  stateOmission: boolean
  templateId: number | undefined
  title: string
  issuer: string
  issuedOn: string | null
  documentNumber: string
  mark: string
  addressees: string
  organization: string
  contacts: string
  attachments: string
  copies: string
  printedBy: string
  printedOn: string | null
}

export const EMPTY: ReportForm = {
  version: 'inner',
  profile: 'A',
  unapproved: 'leave_out',
  stateOmission: false,
  templateId: undefined,
  title: '',
  issuer: '',
  issuedOn: null,
  documentNumber: '',
  mark: '',
  addressees: '',
  organization: '',
  contacts: '',
  attachments: '',
  copies: '',
  printedBy: '',
  printedOn: null,
}

const lines = (text: string): string[] | undefined => {
  const found = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return found.length ? found : undefined
}
const line = (text: string): string | undefined => text.trim() || undefined

/** What is asked of the service: only what was said, and of the outer version only there. */
export function queryOf(form: ReportForm): ReportQuery {
  const outer = form.version === 'outer'
  const query: ReportQuery = {
    version: form.version,
    profile: form.profile,
    unapproved: outer ? form.unapproved : undefined,
    state_omission: outer && form.stateOmission ? true : undefined,
    title: line(form.title),
    issuer: line(form.issuer),
    issued_on: form.issuedOn ?? undefined,
    document_number: line(form.documentNumber),
    mark: form.documentNumber.trim() ? line(form.mark) : undefined,
    addressees: lines(form.addressees),
    organization: form.profile === 'A' ? undefined : lines(form.organization),
    contacts: lines(form.contacts),
    attachments: lines(form.attachments),
    copies: lines(form.copies),
    printed_by: line(form.printedBy),
    printed_on: form.printedOn ?? undefined,
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as ReportQuery
}
