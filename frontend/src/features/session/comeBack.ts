const KEY = 'mingze.return'

/** Where somebody was going when they left for the organisation's own door; it leads back to the first page. */
export function rememberPlace(): void {
  try {
    sessionStorage.setItem(KEY, window.location.pathname + window.location.search)
  } catch {
    // Then the first page will do.
  }
}

/** The place remembered, once; only one of ours. */
export function placeToGoTo(): string | null {
  try {
    const place = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    return place?.startsWith('/') && !place.startsWith('//') ? place : null
  } catch {
    return null
  }
}
