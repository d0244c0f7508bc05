import { expect, it } from 'vitest'
import { endOfDay } from '@/ui/due'
import { byUrgency, type Owed, standingOf } from './urgency'

const NOW = Date.parse('2026-07-01T10:00:00+08:00')
const owed = (name: string, day: string | null, standing: Owed['standing'] = 'open') => ({
  name,
  dueAt: day && endOfDay(day),
  standing,
})

it('goes by urgency; what came back first, what has no day last, what is over newest first', () => {
  const groups = byUrgency(
    [
      owed('next month', '2026-08-01'),
      owed('whole year', null),
      owed('not yet', '2026-07-20', 'scheduled'),
      owed('in a week', '2026-07-08'),
      owed('today', '2026-07-01'),
      owed('returned', '2026-07-08', 'returned'),
      owed('late', '2026-06-30'),
      owed('later still', '2026-06-02'),
      owed('late and back', '2026-06-30', 'returned'),
      owed('sent late', '2026-06-01', 'sent'),
      owed('May', '2026-06-01', 'over'),
      owed('April', '2026-05-01', 'over'),
    ],
    NOW,
  )
  expect(groups.map((group) => [group.urgency, group.entries.map((entry) => entry.name)])).toEqual([
    ['late', ['late and back', 'later still', 'late']],
    ['today', ['today']],
    ['week', ['returned', 'in a week']],
    ['later', ['not yet', 'next month', 'whole year']],
    ['sent', ['sent late']],
    ['over', ['May', 'April']],
  ])
})

it('knows from its state whose turn it is', () => {
  expect(
    ['scheduled', 'awaited', 'draft', 'returned', 'submitted', 'accepted', 'cancelled'].map(standingOf),
  ).toEqual(['scheduled', 'open', 'open', 'returned', 'sent', 'over', 'over'])
})
