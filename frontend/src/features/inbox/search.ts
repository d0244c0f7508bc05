export interface InboxSearch {
  tab?: 'waiting' | 'messages'
  unread?: true
}

/** What the address says of the inbox; anything else is left out. */
export function parseInbox(search: Record<string, unknown>): InboxSearch {
  const found: InboxSearch = {}
  if (search.tab === 'waiting' || search.tab === 'messages') found.tab = search.tab
  if (search.unread === true || search.unread === 'true') found.unread = true
  return found
}
