import { call, client, ifMatch, newKey } from '@/api/client'
import type { Finding, Sent } from '@/api/types'
import type { UnitPart } from '@/ui/fields'

/** What a person enters before an act; each act takes of it what it needs. */
export interface Entered {
  note?: string
  reason?: string
  units?: UnitPart[]
  due_on?: string | null
  until?: string | null
  trigger?: string
  changes?: Record<string, unknown>
  organs?: { kind: string; name: string }[]
  document?: string
  on?: string | null
  closer?: string
}

export type EntryName =
  | 'note'
  | 'reason'
  | 'units'
  | 'until'
  | 'trigger'
  | 'changes'
  | 'countersign'
  | 'close'

/** What must be asked before each act. The acts themselves, their words and their order come from the service. */
const ENTRIES: Record<string, EntryName[]> = {
  hand_out: ['units', 'note'],
  decline: ['reason'],
  reject_fix: ['reason'],
  send_back: ['reason'],
  refuse_closure: ['reason'],
  countersign: ['countersign'],
  close: ['close'],
  ask_extension: ['until', 'reason'],
  ask_staged: ['reason'],
  ask_long_term: ['reason'],
  ask_waiting_external: ['until', 'reason'],
  ask_reopen: ['trigger', 'reason'],
  ask_correct: ['changes', 'reason'],
  ask_void: ['reason'],
}

export function entriesOf(action: string): EntryName[] {
  return ENTRIES[action] ?? ['note']
}

type RequestBody = Sent<'/api/v1/findings/{finding_id}/requests', 'post'>
type CountersignBody = Sent<'/api/v1/findings/{finding_id}/actions/countersign', 'post'>

const SIMPLE = {
  confirm: '/api/v1/findings/{finding_id}/actions/confirm',
  accept: '/api/v1/findings/{finding_id}/actions/accept',
  fix_on_site: '/api/v1/findings/{finding_id}/actions/fix-on-site',
  resume: '/api/v1/findings/{finding_id}/actions/resume',
  verify: '/api/v1/findings/{finding_id}/actions/verify',
  urge: '/api/v1/findings/{finding_id}/actions/urge',
  apply_closure: '/api/v1/findings/{finding_id}/actions/apply-closure',
  approve_closure: '/api/v1/findings/{finding_id}/actions/approve-closure',
} as const

const WITH_REASON = {
  decline: '/api/v1/findings/{finding_id}/actions/decline',
  reject_fix: '/api/v1/findings/{finding_id}/actions/reject-fix',
  send_back: '/api/v1/findings/{finding_id}/actions/send-back',
  refuse_closure: '/api/v1/findings/{finding_id}/actions/refuse-closure',
} as const

/**
 * Carries out an act on a finding, as of the version the person has seen. Answers the countersignatures it
 * recorded, for the scan of their paper.
 */
export async function act(finding: Finding, action: string, entered: Entered): Promise<number[]> {
  const params = { path: { finding_id: finding.id }, header: { 'if-match': ifMatch(finding.version) } }
  const note = entered.note?.trim() || undefined
  const reason = entered.reason?.trim() ?? ''
  if (action.startsWith('ask_')) {
    await call(
      client.POST('/api/v1/findings/{finding_id}/requests', {
        params: { path: { finding_id: finding.id }, header: { 'Idempotency-Key': newKey() } },
        body: {
          kind: action.slice('ask_'.length),
          reason,
          until: entered.until ?? undefined,
          trigger: entered.trigger,
          changes: entered.changes,
        } as RequestBody,
      }),
    )
  } else if (action in SIMPLE) {
    await call(client.POST(SIMPLE[action as keyof typeof SIMPLE], { params, body: { note } }))
  } else if (action in WITH_REASON) {
    await call(client.POST(WITH_REASON[action as keyof typeof WITH_REASON], { params, body: { reason } }))
  } else if (action === 'hand_out') {
    const units = entered.units?.map(({ unit_id, part }) => ({ unit_id, part }))
    await call(
      client.POST('/api/v1/findings/{finding_id}/actions/hand-out', {
        params,
        body: { units: units?.length ? units : undefined, due_on: entered.due_on ?? undefined, note },
      }),
    )
  } else if (action === 'countersign') {
    const { organs, document, on } = entered
    const made = await call(
      client.POST('/api/v1/findings/{finding_id}/actions/countersign', {
        params,
        body: { organs, document, signed_on: on } as CountersignBody,
      }),
    )
    return made.countersignature_ids
  } else if (action === 'close') {
    const { closer = '', document = '', on } = entered
    await call(
      client.POST('/api/v1/findings/{finding_id}/actions/close', {
        params,
        body: { closer, document, closed_on: on ?? '' },
      }),
    )
  } else {
    throw new Error(`the service offers an act this page does not know: ${action}`)
  }
  return []
}

/** Whether this page can carry the act out; acts it does not know are not offered as buttons. */
export function knows(action: string): boolean {
  return action in SIMPLE || action in ENTRIES
}
