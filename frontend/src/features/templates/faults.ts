import { ApiProblem } from '@/api/problem'

/** A fault in the file itself, and where in it, where the service knows. */
export interface TemplateFault {
  place: string | null
  message: string
}

const PLACE = /^\/body\/file(?:\/(.+))?$/

/** What the service says of single places in the file; nothing of other fields. */
export function templateFaults(error: unknown): TemplateFault[] {
  if (!(error instanceof ApiProblem)) return []
  return error.errors.flatMap(({ pointer, message }) => {
    const found = PLACE.exec(pointer)
    if (!found) return []
    return [{ place: found[1]?.replaceAll('~1', '/').replaceAll('~0', '~') ?? null, message }]
  })
}
