/** What the list of commitments is narrowed by; it lives in the address bar. */
export interface CommitmentsSearch {
  campaign?: number
  /** Promises that are followed, instead of the commitments they stand in. */
  promises?: true
  overdue?: true
}

export function parseCommitments(search: Record<string, unknown>): CommitmentsSearch {
  const found: CommitmentsSearch = {}
  const campaign = Number(search.campaign)
  if (Number.isSafeInteger(campaign) && campaign > 0) found.campaign = campaign
  for (const key of ['promises', 'overdue'] as const)
    if (search[key] === true || search[key] === 'true') found[key] = true
  return found
}
