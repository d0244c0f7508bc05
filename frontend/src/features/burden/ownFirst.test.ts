import { expect, it } from 'vitest'
import { ownFirst } from './ownFirst'

const rows = [1, 2, 3].map((id) => ({ unit: { id } }))

it('brings the own unit to the front and leaves the others in their order', () => {
  expect(ownFirst(rows, 3).map(({ unit }) => unit.id)).toEqual([3, 1, 2])
  expect(ownFirst(rows, undefined)).toEqual(rows)
  expect(ownFirst(rows, 9)).toEqual(rows)
})
