/** What was typed or pasted as a code of the authenticator: digits, without the blank some programs show. */
export function digitsOf(typed: string): string {
  return typed.replace(/\D/g, '').slice(0, 6)
}

/** A secret in groups of four, as it is typed off a screen. */
export function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
