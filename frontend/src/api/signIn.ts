import { call, client } from './client'
import type { SessionAnswer } from './session'
import type { Sent } from './types'

export interface Credentials {
  username: string
  password: string
  /** Six digits of the authenticator, or a recovery code. */
  code?: string
}

type Body = Sent<'/api/v1/sessions', 'post'>

export function enterWith(credentials: Credentials): Promise<SessionAnswer> {
  return call(client.POST('/api/v1/sessions', { body: credentials as Body }))
}
