/** What is shown of what campaigns left behind; it lives in the address bar. */
export interface OutcomesSearch {
  campaign?: number
  /** Rules established, instead of good examples. */
  rules?: true
}

export function parseOutcomes(search: Record<string, unknown>): OutcomesSearch {
  const found: OutcomesSearch = {}
  const campaign = Number(search.campaign)
  if (Number.isSafeInteger(campaign) && campaign > 0) found.campaign = campaign
  if (search.rules === true || search.rules === 'true') found.rules = true
  return found
}
