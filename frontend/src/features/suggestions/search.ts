/** Which suggestions are shown; it lives in the address bar. */
export interface SuggestionsSearch {
  campaign?: number
  collection?: number
  state?: string
  /** The suggestion that is open. */
  open?: number
}

const WORD = /^[a-z_]{1,30}$/

export function parseSuggestions(search: Record<string, unknown>): SuggestionsSearch {
  const found: SuggestionsSearch = {}
  for (const key of ['campaign', 'collection', 'open'] as const) {
    const value = Number(search[key])
    if (Number.isSafeInteger(value) && value > 0) found[key] = value
  }
  if (typeof search.state === 'string' && WORD.test(search.state)) found.state = search.state
  return found
}
