interface Deciding {
  allowed_actions: readonly { action: string; enabled: boolean }[]
}

/** Whether the person may do it now, as the service says. */
export function may({ allowed_actions }: Deciding, action: string): boolean {
  return allowed_actions.some((entry) => entry.action === action && entry.enabled)
}
