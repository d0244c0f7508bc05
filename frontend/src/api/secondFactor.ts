import { call, client } from './client'
import type { Got } from './types'

export type Secret = Got<'/api/v1/me/second-factor', 'post'>

/** `code`: of the authenticator in use until now, where there is one. */
export function beginSecondFactor(password: string, code?: string): Promise<Secret> {
  return call(client.POST('/api/v1/me/second-factor', { body: { password, code: code || undefined } }))
}

/** Answers the recovery codes, which are never shown again. */
export async function confirmSecondFactor(code: string): Promise<string[]> {
  const answer = await call(client.POST('/api/v1/me/second-factor/confirmation', { body: { code } }))
  return answer.recovery_codes
}

export async function removeSecondFactor(password: string, code: string): Promise<void> {
  await call(client.POST('/api/v1/me/second-factor/removal', { body: { password, code } }))
}
