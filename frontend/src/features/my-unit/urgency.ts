import type { ItemLine } from '@/api/types'

const RANK: Record<string, number> = { red: 0, yellow: 1, green: 2, grey: 3 }

export function isOpen(item: Pick<ItemLine, 'state'>): boolean {
  return item.state !== 'claimed' && item.state !== 'accepted'
}

/** By light; within one light returned work first, then by day; what has no day comes last. */
export function byUrgency(one: ItemLine, other: ItemLine): number {
  return (
    (RANK[one.light] ?? 3) - (RANK[other.light] ?? 3) ||
    Number(other.state === 'returned') - Number(one.state === 'returned') ||
    (one.due_on ?? '9999').localeCompare(other.due_on ?? '9999') ||
    one.id - other.id
  )
}
