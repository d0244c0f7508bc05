import { expect, it } from 'vitest'
import type { ItemLine } from '@/api/types'
import { byUrgency } from './urgency'

const item = (id: number, state: string, light: string, due_on: string | null) =>
  ({ id, state, light, due_on }) as ItemLine

it('goes by light, within it returned work first, then the latest, and what has no day last', () => {
  const items = [
    item(1, 'in_progress', 'green', null),
    item(2, 'in_progress', 'yellow', '2026-04-02'),
    item(3, 'in_progress', 'red', '2026-03-20'),
    item(4, 'returned', 'green', '2026-09-01'),
    item(6, 'returned', 'red', '2026-03-25'),
    item(5, 'planned', 'red', '2026-03-01'),
  ]
  expect([...items].sort(byUrgency).map((entry) => entry.id)).toEqual([6, 5, 3, 2, 4, 1])
})
