/** Beside those that are disputed, which always come first: those still asked about, or those looked back on. */
export interface AcceptancesSearch {
  state?: 'looked_back'
}

export function parseAcceptances(search: Record<string, unknown>): AcceptancesSearch {
  return search.state === 'looked_back' ? { state: 'looked_back' } : {}
}
