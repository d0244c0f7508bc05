import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { authorisedFetch, call } from './client'
import { session } from './session'

const answer = (token: string) =>
  new Response(JSON.stringify({ access_token: token, account: { id: 1, must_change_password: false } }), {
    status: 200,
  })
const refused = (status: number) => new Response('{}', { status })

function signIn(token = 'old', id = 1): void {
  session.enter({ access_token: token, account: { id, must_change_password: false } })
}

beforeEach(() => signIn())
afterEach(() => vi.unstubAllGlobals())

describe('session.refresh', () => {
  it('sends one request however many ask', async () => {
    const fetcher = vi.fn(async () => answer('new'))
    const results = await Promise.all([
      session.refresh(fetcher),
      session.refresh(fetcher),
      session.refresh(fetcher),
    ])
    expect(results).toEqual([true, true, true])
    expect(fetcher).toHaveBeenCalledTimes(1)
    expect(session.token()).toBe('new')
  })

  it('asks again the next time', async () => {
    const fetcher = vi.fn(async () => answer('new'))
    await session.refresh(fetcher)
    await session.refresh(fetcher)
    expect(fetcher).toHaveBeenCalledTimes(2)
  })

  it('expires when the service knows nobody any more', async () => {
    expect(await session.refresh(async () => refused(401))).toBe(false)
    expect(session.status()).toBe('expired')
    expect(session.token()).toBeNull()
  })

  it('keeps the page for the same person and tells when another one enters', async () => {
    const forget = vi.fn()
    session.whenAnotherPersonEnters(forget)
    await session.refresh(async () => refused(401))
    signIn('again', 1)
    expect(session.status()).toBe('in')
    expect(forget).not.toHaveBeenCalled()
    await session.refresh(async () => refused(401))
    signIn('other', 2)
    expect(forget).toHaveBeenCalledTimes(1)
    expect(session.account()).toBe(2)
  })

  it('says why it is over: left alone too long is not the same as ended', async () => {
    session.idle()
    expect([session.status(), session.ending()]).toEqual(['expired', 'idle'])
    await session.refresh(async () => refused(401))
    expect(session.ending()).toBe('idle')
    signIn()
    await session.refresh(async () => refused(401))
    expect(session.ending()).toBe('ended')
  })

  it('knows when the service last heard of somebody', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 })
    signIn()
    vi.setSystemTime(1_060_000)
    await session.refresh(async () => answer('new'))
    expect(session.renewedAt()).toBe(1_060_000)
    vi.useRealTimers()
  })

  it('is out, not expired, once somebody signed out', async () => {
    session.leave()
    expect(await session.refresh(async () => refused(401))).toBe(false)
    expect(session.status()).toBe('out')
  })

  it('does not sign out when the service is merely unwell', async () => {
    expect(await session.refresh(async () => refused(503))).toBe(false)
    expect(session.status()).toBe('in')
  })
})

/** Answers by URL and token, and keeps what was asked. */
function service(answers: (url: string, token: string | null) => Response) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (input: Request | string) => {
    const request = input instanceof Request ? input : null
    const url = request ? new URL(request.url).pathname : String(input)
    asked.push(url)
    return answers(url, request?.headers.get('Authorization') ?? null)
  })
  return asked
}

describe('authorisedFetch', () => {
  const ask = (init?: RequestInit) => authorisedFetch(new Request('http://localhost/api/v1/findings', init))

  it('tries again once with a new token after a 401, for many requests with one refresh', async () => {
    const asked = service((url, token) => {
      if (url.endsWith('/refresh')) return answer('new')
      return token === 'Bearer new' ? new Response('[]') : refused(401)
    })
    const results = await Promise.all([ask(), ask(), ask()])
    expect(results.map((result) => result.status)).toEqual([200, 200, 200])
    expect(asked.filter((url) => url.endsWith('/refresh'))).toHaveLength(1)
  })

  it('sends the body again with the second try', async () => {
    const bodies: string[] = []
    vi.stubGlobal('fetch', async (input: Request | string) => {
      if (typeof input === 'string') return answer('new')
      bodies.push(await input.text())
      return bodies.length === 1 ? refused(401) : new Response('{}')
    })
    await ask({ method: 'POST', body: '{"note":"x"}' })
    expect(bodies).toEqual(['{"note":"x"}', '{"note":"x"}'])
  })

  it('gives up after the second 401', async () => {
    const asked = service((url) => (url.endsWith('/refresh') ? answer('new') : refused(401)))
    expect((await ask()).status).toBe(401)
    expect(asked).toHaveLength(3)
  })

  it('does not let in by the back, while the page waits for a password', async () => {
    session.idle()
    const asked = service((url) => (url.endsWith('/refresh') ? answer('new') : refused(401)))
    expect((await ask()).status).toBe(401)
    expect(asked).toEqual(['/api/v1/findings'])
    expect(session.status()).toBe('expired')
  })

  it('never signs out on a 403', async () => {
    const asked = service(() => refused(403))
    expect((await ask()).status).toBe(403)
    expect(asked).toEqual(['/api/v1/findings'])
    expect(session.status()).toBe('in')
  })
})

describe('call', () => {
  const refusal = (slug: string) =>
    Promise.resolve({
      error: { type: `/problems/${slug}`, title: 'x' },
      response: new Response('{}', { status: 403, headers: { 'Retry-After': '7' } }),
    })

  it('opens the gate the service stands behind', async () => {
    await expect(call(refusal('second-factor-enrolment-required'))).rejects.toMatchObject({ retryAfter: 7 })
    expect([session.mustSetSecondFactor(), session.mustChangePassword()]).toEqual([true, false])
    await expect(call(refusal('password-change-required'))).rejects.toMatchObject({ status: 403 })
    expect(session.mustChangePassword()).toBe(true)
    await expect(call(refusal('forbidden'))).rejects.toMatchObject({ status: 403 })
  })
})
