/**
 * Who is signed in, as far as this tab knows. The access token lives in this module's memory and nowhere
 * else; the refresh token is an HttpOnly cookie the script never sees.
 */
export interface SessionAnswer {
  access_token: string
  account: { must_change_password: boolean }
}

export type SessionStatus = 'unknown' | 'in' | 'out'

let token: string | null = null
let status: SessionStatus = 'unknown'
let mustChangePassword = false
let refreshing: Promise<boolean> | null = null
const listeners = new Set<() => void>()
const REFRESH_PATH = '/api/v1/sessions/refresh'

const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('mingze-session')
otherTabs?.addEventListener('message', (event) => {
  if (event.data === 'signed-out' && status === 'in') leave()
})

function tell(): void {
  for (const listener of listeners) listener()
}

function leave(): void {
  token = null
  status = 'out'
  mustChangePassword = false
  tell()
}

export const session = {
  token: () => token,
  status: () => status,
  mustChangePassword: () => mustChangePassword,

  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },

  enter(answer: SessionAnswer): void {
    token = answer.access_token
    status = 'in'
    mustChangePassword = answer.account.must_change_password
    tell()
  },

  passwordChanged(): void {
    mustChangePassword = false
    tell()
  },

  leave(): void {
    leave()
    otherTabs?.postMessage('signed-out')
  },

  /**
   * Asks for a new access token. However many callers ask at once, one request goes out: the refresh token
   * rotates, and using it twice would end the session. Tabs take turns by a lock for the same reason.
   */
  refresh(fetcher: typeof fetch = fetch): Promise<boolean> {
    refreshing ??= inTurn(() => askForToken(fetcher)).finally(() => {
      refreshing = null
    })
    return refreshing
  },
}

async function askForToken(fetcher: typeof fetch): Promise<boolean> {
  const response = await fetcher(REFRESH_PATH, { method: 'POST', credentials: 'same-origin' })
  if (response.ok) {
    session.enter((await response.json()) as SessionAnswer)
    return true
  }
  // Only the service saying "you are nobody" signs out; a busy or failing service does not.
  if (response.status === 401 || response.status === 403 || status === 'unknown') leave()
  return false
}

async function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  if (typeof navigator === 'undefined' || !navigator.locks) return work()
  return await navigator.locks.request('mingze-refresh', work)
}
