/** Who still has to hand over the second half of a password; null: nobody. */
export type HalfKeeper = 'system' | 'security'

const GIVES = { system: 'account.open', security: 'account.manage' } as const

interface Waiting {
  id: number
  password_half: HalfKeeper | null
}

/** Whether the second half is for the one who looks to hand over, for somebody else, or for nobody. */
export function halfTask(
  account: Waiting,
  viewer: number | undefined,
  may: (permission: (typeof GIVES)[HalfKeeper]) => boolean,
): 'mine' | 'other' | null {
  if (account.password_half === null) return null
  return account.id !== viewer && may(GIVES[account.password_half]) ? 'mine' : 'other'
}
