import { pending } from './pending'

export interface Secret {
  secret: string
  uri: string
}

export function beginSecondFactor(password: string): Promise<Secret> {
  return pending('POST', '/me/second-factor', { body: { password } })
}

/** Answers the recovery codes, which are never shown again. */
export async function confirmSecondFactor(code: string): Promise<string[]> {
  const answer = await pending<{ recovery_codes: string[] }>('POST', '/me/second-factor/confirmation', {
    body: { code },
  })
  return answer.recovery_codes
}

export function removeSecondFactor(password: string, code: string): Promise<void> {
  return pending('POST', '/me/second-factor/removal', { body: { password, code } })
}
