import { expect, it } from 'vitest'
import { stageFaults } from './stageChecks'

const span = (starts_on: string | null, ends_on: string | null) => ({ starts_on, ends_on })

it('finds nothing wrong with stages that follow each other', () => {
  expect(stageFaults([span('2026-05-25', '2026-06-15'), span('2026-06-16', '2026-07-31')])).toEqual([])
})

it('counts the days of a gap and of an overlap', () => {
  expect(stageFaults([span('2026-06-01', '2026-06-15'), span('2026-06-18', '2026-07-31')])).toEqual([
    { index: 1, kind: 'gap', days: 2 },
  ])
  expect(stageFaults([span('2026-06-01', '2026-06-15'), span('2026-06-15', '2026-07-31')])).toEqual([
    { index: 1, kind: 'overlap', days: 1 },
  ])
})

it('says what ends before it begins, and what has no days', () => {
  expect(stageFaults([span('2026-06-10', '2026-06-01'), span(null, null)])).toEqual([
    { index: 0, kind: 'backwards', days: 9 },
    { index: 1, kind: 'undated', days: 0 },
  ])
})
