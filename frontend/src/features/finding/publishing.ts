import { call, client, ifMatch } from '@/api/client'
import type { Publication, PublicationDraft } from '@/api/types'

/** What a person types of a public wording: measures a line each. */
export interface TypedWording {
  problem: string
  measures: string
  progress: string
}

/** Where drafting begins: with what was drafted before, unless the ledger has changed since, else with the ledger. */
export function beginning(publication: Publication): TypedWording {
  const drafted = publication.problem !== null && !publication.stale
  const from = drafted ? publication : publication.ledger
  return {
    problem: from.problem ?? '',
    measures: from.measures.join('\n'),
    progress: from.progress ?? '',
  }
}

export function bodyOf(typed: TypedWording): PublicationDraft {
  return {
    problem: typed.problem.trim(),
    measures: typed.measures
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    progress: typed.progress.trim() || null,
  }
}

const params = (publication: Publication) => ({
  path: { finding_id: publication.finding_id },
  header: { 'if-match': ifMatch(publication.version) },
})

export function draft(publication: Publication, typed: TypedWording): Promise<Publication> {
  return call(
    client.PUT('/api/v1/findings/{finding_id}/publication', {
      params: params(publication),
      body: bodyOf(typed),
    }),
  )
}

export function withhold(publication: Publication, reason: string): Promise<Publication> {
  return call(
    client.POST('/api/v1/findings/{finding_id}/publication/withholding', {
      params: params(publication),
      body: { reason: reason.trim() },
    }),
  )
}

export function decide(publication: Publication, approve: boolean, note: string): Promise<Publication> {
  return call(
    client.POST('/api/v1/findings/{finding_id}/publication/decision', {
      params: params(publication),
      body: { approve, note: note.trim() || null },
    }),
  )
}
