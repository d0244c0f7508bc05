/** The lists of the inbox, by what has to be done next. */
export const VIEWS = [
  'to_assign',
  'to_sign',
  'working',
  'soon',
  'late',
  'disputed',
  'supervised',
  'all',
] as const
export type View = (typeof VIEWS)[number]

/** What complaints are narrowed by; it lives in the address bar, so that a list can be sent to a colleague. */
export interface ComplaintsSearch {
  view?: View
  kind?: string
  state?: string
  channel?: string
  category?: string
  nine_rule?: string
  matter?: string
  petition_class?: string
  outcome?: string
  /** What of the statistics it counts in, and which field is empty: from a figure to what it counts. */
  figure?: string
  without?: string
  unit_itself?: number
  outside?: string
  unit?: number
  handled_by?: number
  received_from?: string
  received_to?: string
  mine?: string
  q?: string
  /** What is due first stands first, unless what came in last is wanted first. */
  sort?: 'received'
}

const WORDS = [
  'kind',
  'state',
  'channel',
  'category',
  'nine_rule',
  'matter',
  'petition_class',
  'outcome',
  'figure',
  'without',
  'mine',
] as const
const UNITS = ['unit', 'handled_by', 'unit_itself'] as const
const IDENTITIES = /^\d{1,15}(,\d{1,15}){0,49}$/
const DAYS = ['received_from', 'received_to'] as const
const WORD = /^[a-z0-9_]{1,30}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Reads the search from the address; what is unknown or malformed is left out rather than sent on. */
export function parseComplaints(search: Record<string, unknown>): ComplaintsSearch {
  const found: ComplaintsSearch = {}
  const text = (key: string) => (search[key] === undefined ? '' : String(search[key]).trim())
  const view = VIEWS.find((known) => known === search.view)
  if (view && view !== 'all') found.view = view
  for (const key of WORDS) if (WORD.test(text(key))) found[key] = text(key)
  for (const key of UNITS) {
    const value = Number(search[key])
    if (Number.isSafeInteger(value) && value > 0) found[key] = value
  }
  for (const key of DAYS) if (DAY.test(text(key))) found[key] = text(key)
  if (IDENTITIES.test(text('outside'))) found.outside = text('outside')
  if (text('q')) found.q = text('q').slice(0, 60)
  if (text('sort') === 'received') found.sort = 'received'
  return found
}

/** The states each list holds; the others are told apart by their clocks. */
const STATES: Partial<Record<View, string[]>> = {
  to_assign: ['registered'],
  to_sign: ['to_sign'],
  working: [
    'return_requested',
    'investigating',
    'parked',
    'negotiating',
    'mediation',
    'litigation',
    'answered',
    'visited_back',
    'objected',
    'handling',
    'reviewing',
    'rechecking',
  ],
}

/** What the service is asked: a state chosen by hand narrows the list of a view, and never widens it. */
export function queryOf({ view, state, ...rest }: ComplaintsSearch): Record<string, unknown> {
  const states = view ? STATES[view] : undefined
  const query: Record<string, unknown> = { sort: 'clock', ...rest }
  if (state) query.state = [state]
  else if (states) query.state = states
  if (view === 'soon' || view === 'late') query.clock = view
  if (view === 'supervised') query.supervised = true
  // What is for one's own office to deal with.
  if (view === 'disputed') Object.assign(query, { disputed: true, mine: 'office' })
  return query
}

/** How many filters narrow the list besides its view and its order. */
export function countNarrowed({ view, sort, ...rest }: ComplaintsSearch): number {
  return Object.keys(rest).length
}

/** Which clocks the board shows. */
export const BOARDS = ['late', 'escalated', 'soon', 'supervised', 'waiting'] as const
export interface BoardSearch {
  which?: (typeof BOARDS)[number]
}

export function parseBoard(search: Record<string, unknown>): BoardSearch {
  const which = BOARDS.find((known) => known === search.which)
  return which && which !== 'late' ? { which } : {}
}
