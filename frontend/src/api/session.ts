/**
 * Who is signed in, as far as this tab knows. The access token lives in this module's memory and nowhere
 * else; the refresh token is an HttpOnly cookie the script never sees.
 */
export interface SessionAnswer {
  access_token: string
  account: { id: number; must_change_password: boolean; must_set_second_factor?: boolean }
}

/** `expired`: in use until the service knew it no more; what is on the page is kept for the same person. */
export type SessionStatus = 'unknown' | 'in' | 'expired' | 'out'

/** Why a session is over: the service knows it no more, or nobody was at it for too long. */
export type Ending = 'ended' | 'idle'

let token: string | null = null
let status: SessionStatus = 'unknown'
let mustChangePassword = false
let mustSetSecondFactor = false
let ending: Ending = 'ended'
let renewedAt = 0
let account: number | null = null
let refreshing: Promise<boolean> | null = null
const listeners = new Set<() => void>()
const newcomers = new Set<() => void>()
const REFRESH_PATH = '/api/v1/sessions/refresh'

const otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('mingze-session')
otherTabs?.addEventListener('message', (event) => {
  if (event.data === 'signed-out' && (status === 'in' || status === 'expired')) leave()
  // One cookie serves all tabs: what one of them renewed is renewed for all.
  if (event.data === 'renewed') renewedAt = Date.now()
})

function tell(): void {
  for (const listener of listeners) listener()
}

function leave(): void {
  token = null
  status = 'out'
  account = null
  mustChangePassword = false
  mustSetSecondFactor = false
  tell()
}

function expire(why: Ending): void {
  token = null
  status = 'expired'
  ending = why
  tell()
}

export const session = {
  token: () => token,
  status: () => status,
  mustChangePassword: () => mustChangePassword,
  mustSetSecondFactor: () => mustSetSecondFactor,
  ending: () => ending,
  /** When the service last heard that somebody is here. */
  renewedAt: () => renewedAt,
  account: () => account,

  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },

  /** Told before anything is drawn for the newcomer: nothing of the one before may be shown to them. */
  whenAnotherPersonEnters(listener: () => void): void {
    newcomers.add(listener)
  },

  enter(answer: SessionAnswer): void {
    if (account !== null && account !== answer.account.id) for (const forget of newcomers) forget()
    account = answer.account.id
    token = answer.access_token
    status = 'in'
    mustChangePassword = answer.account.must_change_password
    mustSetSecondFactor = answer.account.must_set_second_factor ?? false
    renewedAt = Date.now()
    otherTabs?.postMessage('renewed')
    tell()
  },

  passwordChanged(): void {
    mustChangePassword = false
    tell()
  },

  /** The service refuses everything else until this is done; a role given meanwhile may ask for it. */
  demand(what: 'password' | 'second-factor'): void {
    if (what === 'password') mustChangePassword = true
    else mustSetSecondFactor = true
    tell()
  },

  secondFactorSet(): void {
    mustSetSecondFactor = false
    tell()
  },

  /** Nobody was here for too long: the page is kept, out of sight, for the same person. */
  idle(): void {
    if (status === 'in') expire('idle')
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
  if (response.status === 401 || response.status === 403 || status === 'unknown') {
    if (status === 'in' || status === 'expired') expire(status === 'expired' ? ending : 'ended')
    else leave()
  }
  return false
}

async function inTurn(work: () => Promise<boolean>): Promise<boolean> {
  if (typeof navigator === 'undefined' || !navigator.locks) return work()
  return await navigator.locks.request('mingze-refresh', work)
}
