import createClient from 'openapi-fetch'
import { ApiProblem, kindOf } from './problem'
import type { paths } from './schema'
import { session } from './session'

/**
 * Sends a request with the access token. A 401 is answered once with a refresh and a second try; any other
 * refusal, a 403 above all, is the caller's to show.
 */
export async function authorisedFetch(request: Request): Promise<Response> {
  const spare = request.clone()
  const first = await fetch(withToken(request))
  if (first.status !== 401 || request.url.includes('/api/v1/sessions')) return first
  // Whoever went away comes back by the door, not by a page that asks again in the background.
  if (session.status() === 'expired') return first
  if (!(await session.refresh())) return first
  return fetch(withToken(spare))
}

function withToken(request: Request): Request {
  const token = session.token()
  if (token) request.headers.set('Authorization', `Bearer ${token}`)
  return request
}

export const client = createClient<paths>({
  baseUrl: typeof window === 'undefined' ? 'http://localhost' : window.location.origin,
  fetch: authorisedFetch,
})

const DEMANDS: Record<string, 'password' | 'second-factor'> = {
  'password-change-required': 'password',
  'second-factor-enrolment-required': 'second-factor',
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of a successful answer; anything else is thrown as an `ApiProblem`. */
export async function call<T>(asked: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await asked
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem(0, null)
  }
  const { response } = answer
  if (!response.ok) {
    const problem = new ApiProblem(response.status, answer.error, response.headers.get('Retry-After'))
    const demanded = DEMANDS[kindOf(problem)]
    if (demanded) session.demand(demanded)
    throw problem
  }
  return answer.data as T
}

/** The header of an editor who has seen this version. */
export function ifMatch(version: number): string {
  return `"v${version}"`
}

/** A key under which a creating request may be sent again without creating twice. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
