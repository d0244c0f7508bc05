/** A refusal as the service words it (RFC 9457), or a failure to reach the service at all (`status` 0). */
export interface FieldProblem {
  pointer: string
  message: string
}

export class ApiProblem extends Error {
  readonly status: number
  readonly title: string
  readonly detail: string | null
  readonly errors: FieldProblem[]
  readonly type: string
  /** All the service said, for what a kind of problem says beyond the usual. */
  readonly more: Readonly<Record<string, unknown>>

  /** Seconds after which the same may be tried again, where the service says so. */
  readonly retryAfter: number | null

  constructor(status: number, body: unknown, retryAfter: string | null = null) {
    const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
    const title = typeof said.title === 'string' ? said.title : ''
    super(title || `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.status = status
    this.title = title
    this.type = typeof said.type === 'string' ? said.type : ''
    this.retryAfter = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null
    this.detail = typeof said.detail === 'string' ? said.detail : null
    this.more = said
    this.errors = Array.isArray(said.errors) ? said.errors.filter(isFieldProblem) : []
  }
}

function isFieldProblem(value: unknown): value is FieldProblem {
  if (typeof value !== 'object' || value === null) return false
  const entry = value as Record<string, unknown>
  return typeof entry.pointer === 'string' && typeof entry.message === 'string'
}

/** The last named part of a JSON pointer: `/body/problem` → `problem`. */
export function fieldOf(pointer: string): string {
  const parts = pointer.split('/').filter((part) => part !== '' && part !== '#' && !/^\d+$/.test(part))
  return parts.at(-1) ?? ''
}

/** What the service says of single fields, by their names; the first word counts. */
export function faultsOf(error: unknown): Record<string, string> {
  const faults: Record<string, string> = {}
  if (error instanceof ApiProblem)
    for (const { pointer, message } of error.errors) faults[fieldOf(pointer)] ??= message
  return faults
}

/** The kind of a refusal, without its path: `/problems/stale-version` → `stale-version`. */
export function kindOf(error: unknown): string {
  return error instanceof ApiProblem ? (error.type.split('/').pop() ?? '') : ''
}

export function isStale(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 412
}

export function isMissing(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404
}
