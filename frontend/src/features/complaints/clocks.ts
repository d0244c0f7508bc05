interface Timed {
  id: number
  state: string
  due_at: string | null
  is_window: boolean
}

const LATER = '9999'

/** What runs stands before what is over; duties before rights that lapse; then what is due first. */
export function inOrder<C extends Timed>(clocks: readonly C[]): C[] {
  const rank = ({ state, is_window }: Timed) =>
    state === 'running' || state === 'waiting' ? (is_window ? 1 : 0) : 2
  return [...clocks].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      (one.due_at ?? LATER).localeCompare(other.due_at ?? LATER) ||
      one.id - other.id,
  )
}
