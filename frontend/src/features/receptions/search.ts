import { given, identityOf, wordOf } from '@/ui/address'

/** Which units of the checklist are shown; it lives in the address bar. */
export interface ReceptionsSearch {
  unit?: number
  lack?: string
  /** Only those that lack nothing, or only those that lack something. */
  complete?: boolean
}

export function parseReceptions(search: Record<string, unknown>): ReceptionsSearch {
  const complete = String(search.complete ?? '')
  return given<ReceptionsSearch>({
    unit: identityOf(search.unit),
    lack: wordOf(search.lack),
    complete: complete === 'true' ? true : complete === 'false' ? false : undefined,
  })
}
