/** What of the list stands in the address. */
export interface AccountsSearch {
  q?: string
  unit_id?: number
  active?: boolean
  appointed?: boolean
}

export function parseAccountsSearch(search: Record<string, unknown>): AccountsSearch {
  const found: AccountsSearch = {}
  if (typeof search.q === 'string' && search.q.trim()) found.q = search.q.trim()
  const unit = Number(search.unit_id)
  if (Number.isSafeInteger(unit) && unit > 0) found.unit_id = unit
  const { active, appointed } = search
  if (active === true || active === 'true') found.active = true
  if (active === false || active === 'false') found.active = false
  if (appointed === true || appointed === 'true') found.appointed = true
  if (appointed === false || appointed === 'false') found.appointed = false
  return found
}
