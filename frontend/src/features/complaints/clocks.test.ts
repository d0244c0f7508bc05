import { expect, it } from 'vitest'
import { inOrder } from './clocks'

const clock = (id: number, state: string, due_at: string | null, is_window = false) => ({
  id,
  state,
  due_at,
  is_window,
})

it('has what is due first in front, rights that lapse after duties, and what is over at the end', () => {
  const clocks = [
    clock(1, 'met', '2026-01-01T00:00:00Z'),
    clock(2, 'running', '2026-03-01T00:00:00Z', true),
    clock(3, 'waiting', null),
    clock(4, 'running', '2026-05-01T00:00:00Z'),
    clock(5, 'cancelled', '2025-05-01T00:00:00Z'),
  ]
  expect(inOrder(clocks).map(({ id }) => id)).toEqual([4, 3, 2, 5, 1])
})
