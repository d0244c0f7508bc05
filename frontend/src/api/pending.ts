import { authorisedFetch } from './client'
import { ApiProblem } from './problem'

/** Asks a route the generated types do not know yet. */
export async function pending<T>(
  method: string,
  path: string,
  { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<T> {
  let response: Response
  try {
    response = await authorisedFetch(
      new Request(new URL(`/api/v1${path}`, window.location.origin), {
        method,
        headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  } catch {
    throw new ApiProblem(0, null)
  }
  const text = await response.text()
  const answer = text ? JSON.parse(text) : undefined
  if (!response.ok) throw new ApiProblem(response.status, answer, response.headers.get('Retry-After'))
  return answer as T
}
