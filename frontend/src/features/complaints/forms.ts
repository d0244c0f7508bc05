import { today } from '@/i18n/format'
import type { Entry, Typed } from './entries'
import type { ActBody, Complaint } from './types'

type Action = ActBody['action']
type Fields<A extends Action> = Exclude<keyof Extract<ActBody, { action: A }>, 'action'> & string

const NOTE = { name: 'note', kind: 'text' } as const
const REASON = { name: 'reason', kind: 'text', required: true } as const
const TOLD = { name: 'note', kind: 'text', required: true } as const
const UNIT = { name: 'unit_id', kind: 'assignee', required: true } as const
const DOCUMENT = { name: 'document', kind: 'line' } as const
const DAYS = [
  { name: 'first', kind: 'day', required: true },
  { name: 'last', kind: 'day', required: true },
] as const
const ASKED_OF_ORGAN = [
  { name: 'organ', kind: 'line', required: true },
  { name: 'unit_id', kind: 'unit' },
  { name: 'requested_on', kind: 'day', required: true },
  { name: 'received_on', kind: 'day', required: true },
  REASON,
] as const
const OPINION_OF_ORGAN = [
  { name: 'opinion', kind: 'text', required: true },
  { name: 'upheld', kind: 'yesno', required: true },
  { name: 'document', kind: 'line', required: true },
  { name: 'issued_on', kind: 'day', required: true },
  { name: 'delivered_on', kind: 'day' },
] as const

const ANSWERING = [
  { name: 'public_text', kind: 'text', required: true },
  { name: 'inner_text', kind: 'text', required: true },
  { name: 'substantiated', kind: 'choice', of: 'substantiated' },
  { name: 'resolved', kind: 'yesno' },
  {
    name: 'unresolved_reason',
    kind: 'text',
    required: true,
    when: ({ resolved }: Typed) => resolved === false,
  },
] as const
const BY = {
  name: 'by',
  kind: 'word',
  of: 'by',
  among: ['people', 'administrative'],
  required: true,
} as const

/** What each act asks for, by the contract: an act or a field it does not know does not compile. */
const FORMS: { [A in Action]: readonly Entry<Fields<A>>[] } = {
  assign: [UNIT, { name: 'assisting', kind: 'units' }, { name: 'designated', kind: 'tick' }, NOTE],
  sign: [],
  ask_return: [REASON],
  approve_return: [NOTE],
  refuse_return: [TOLD],
  reassign: [UNIT, { name: 'designated', kind: 'tick' }, REASON],
  add_assisting: [{ name: 'unit_ids', kind: 'assistant', required: true }, NOTE],
  report_assisting: [{ name: 'report', kind: 'text', required: true }],
  mark_complex: [REASON],
  ask_extension: [
    { name: 'clock_id', kind: 'clock', required: true },
    { name: 'quantity', kind: 'number', required: true, most: 366 },
    REASON,
  ],
  decide_extension: [
    { name: 'approve', kind: 'yesno', required: true },
    { ...TOLD, when: ({ approve }) => approve === false },
  ],
  settle_on_spot: ANSWERING,
  answer: ANSWERING,
  settle: [
    {
      name: 'outcome',
      kind: 'choice',
      of: 'complaint_outcome',
      among: ['negotiated', 'mediated', 'court'],
      required: true,
    },
    ...ANSWERING,
  ],
  park: [{ name: 'until', kind: 'day', required: true }, REASON],
  unpark: [NOTE],
  negotiate: [NOTE],
  mediate: [BY, { name: 'applied_on', kind: 'day', required: true }, NOTE],
  accept_mediation: [BY, { name: 'accepted_on', kind: 'day', required: true }],
  suspend_for_appraisal: [...DAYS, NOTE],
  litigate: [TOLD],
  take_back: [TOLD],
  visit_back: [
    { name: 'satisfaction', kind: 'choice', of: 'satisfaction' },
    { name: 'resolved', kind: 'yesno' },
    { name: 'text', kind: 'text' },
  ],
  close: [
    {
      name: 'outcome',
      kind: 'choice',
      of: 'complaint_outcome',
      among: ['satisfied', 'explained'],
      required: true,
    },
    {
      name: 'explanation',
      kind: 'text',
      required: true,
      when: ({ outcome }) => outcome === 'explained',
    },
  ],
  redo: [REASON, { name: 'unit_id', kind: 'assignee' }],
  not_handle: [
    { name: 'reason', kind: 'choice', of: 'not_handled_reason', required: true },
    { name: 'explanation', kind: 'text', required: true },
  ],
  transfer: [
    { name: 'to', kind: 'choice', of: 'transfer_target', required: true },
    { name: 'organ', kind: 'line' },
    REASON,
  ],
  to_petition: [{ name: 'petition_class', kind: 'choice', of: 'petition_class' }, REASON],
  withdraw: [TOLD],
  urge: [NOTE],
  supervise: [{ name: 'until', kind: 'day', required: true }, REASON],
  merge: [{ name: 'main_id', kind: 'complaint', required: true }, NOTE],
  unmerge: [REASON],
  accept: [
    { name: 'petition_class', kind: 'choice', of: 'petition_class', required: true },
    {
      name: 'until',
      kind: 'day',
      when: ({ petition_class }) => Boolean(petition_class) && petition_class !== 'appeal',
    },
    NOTE,
  ],
  forward: [UNIT, TOLD],
  forward_outside: [{ name: 'organ', kind: 'line', required: true }, TOLD],
  refuse: [REASON],
  object: [REASON],
  agree_objection: [DOCUMENT, NOTE],
  reject_objection: [DOCUMENT, NOTE],
  call_back: [NOTE],
  hand_to: [UNIT, NOTE],
  issue_opinion: [
    { name: 'request_text', kind: 'text', required: true },
    { name: 'facts_text', kind: 'text', required: true },
    { name: 'basis_text', kind: 'text', required: true },
    { name: 'opinion_text', kind: 'text', required: true },
    { name: 'inner_text', kind: 'text', required: true },
    {
      name: 'outcome',
      kind: 'choice',
      of: 'complaint_outcome',
      among: ['supported', 'explained', 'not_supported'],
      required: true,
    },
    { name: 'delivered_on', kind: 'day' },
  ],
  request_review: ASKED_OF_ORGAN,
  issue_review: OPINION_OF_ORGAN,
  request_recheck: ASKED_OF_ORGAN,
  hold_hearing: [...DAYS, NOTE],
  issue_recheck: OPINION_OF_ORGAN,
  conclude: [{ name: 'petitioner_agrees', kind: 'tick' }, TOLD],
  divert: [
    {
      name: 'route',
      kind: 'word',
      of: 'route',
      among: ['court', 'reconsideration', 'arbitration', 'discipline'],
      required: true,
    },
    TOLD,
  ],
}

/** Whether this page can carry the act out; acts it does not know are not offered as buttons. */
export function knows(action: string): action is Action {
  return action in FORMS
}

export function entriesOf(action: string): readonly Entry[] {
  return knows(action) ? FORMS[action] : []
}

const PRIMARY = new Set([
  'assign',
  'sign',
  'answer',
  'visit_back',
  'close',
  'accept',
  'issue_opinion',
  'issue_review',
  'issue_recheck',
  'decide_extension',
  'approve_return',
])
const GRAVE = new Set(['not_handle', 'transfer', 'refuse', 'withdraw', 'divert', 'to_petition', 'merge'])

/** What usually comes next from where the complaint stands. */
export function isPrimary(action: string): boolean {
  return PRIMARY.has(action)
}

/** What ends or leads away: it says so in red. */
export function isGrave(action: string): boolean {
  return GRAVE.has(action)
}

/** What is likely to be answered, to be looked over rather than typed. */
export function initialOf(action: string, complaint: Complaint): Typed {
  switch (action) {
    case 'request_review':
    case 'request_recheck':
      return { requested_on: today(), received_on: today() }
    case 'issue_review':
    case 'issue_recheck':
      return { issued_on: today() }
    case 'mediate':
      return { applied_on: today() }
    case 'accept_mediation':
      return { accepted_on: today() }
    case 'accept':
      return { petition_class: complaint.petition_class ?? undefined }
    case 'close':
      return { outcome: complaint.satisfaction === 'dissatisfied' ? 'explained' : 'satisfied' }
    case 'ask_extension': {
      const longer = complaint.clocks.filter(({ extensible }) => extensible)
      return longer.length === 1 ? { clock_id: longer[0]?.id } : {}
    }
    default:
      return {}
  }
}
