import { PASSWORD } from './region'

interface Versioned {
  id: number
  version: number
}

/** A finding handed to 晴川第一医院, made through the API by the clerk; what follows is done by hand. */
export async function givenAssignment(address: string, problem: string, measure: string): Promise<void> {
  const token = await signedIn(address, 'e2e.clerk')
  const send = async <Answer>(
    method: string,
    path: string,
    body?: unknown,
    version?: number,
  ): Promise<Answer> => {
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        ...(version === undefined ? {} : { 'If-Match': `"v${version}"` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  const query = encodeURIComponent('晴川第一医院')
  const units = await send<{ items: { id: number; name: string }[] }>('GET', `/units?q=${query}`)
  const made = await send<Versioned>('POST', '/findings', {
    problem,
    source: 'supervision',
    due_on: '2027-06-30',
    measures: [measure],
    units: [{ unit_id: units.items[0]?.id, part: 'answering' }],
  })
  const confirmed = await send<Versioned>('POST', `/findings/${made.id}/actions/confirm`, {}, made.version)
  await send('POST', `/findings/${made.id}/actions/hand-out`, {}, confirmed.version)
}

async function signedIn(address: string, username: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${username}: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { access_token: string }).access_token
}
