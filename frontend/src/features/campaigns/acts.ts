/** What is done with a campaign as a whole. Which of them may be done now, and their words, come from the service. */
export const ACTS = {
  issue: '/api/v1/campaigns/{campaign_id}/issue',
  suspend: '/api/v1/campaigns/{campaign_id}/suspend',
  resume: '/api/v1/campaigns/{campaign_id}/resume',
  summarise: '/api/v1/campaigns/{campaign_id}/summarise',
  close: '/api/v1/campaigns/{campaign_id}/close',
  archive: '/api/v1/campaigns/{campaign_id}/archive',
  cancel: '/api/v1/campaigns/{campaign_id}/cancel',
} as const
export type Act = keyof typeof ACTS

export function isAct(action: string): action is Act {
  return action in ACTS
}

export function needsReason(act: Act): boolean {
  return act === 'suspend' || act === 'cancel'
}

/** Whether something else is allowed now; the service says which, and why others are not. */
export function allows(
  subject: { allowed_actions: readonly { action: string; enabled: boolean }[] },
  action: string,
): boolean {
  return subject.allowed_actions.some((known) => known.action === action && known.enabled)
}
