import { expect, it } from 'vitest'
import { placeOf } from './places'

it('leads from a lack to its place', () => {
  expect(placeOf('/tasks/81/person')).toEqual({ tab: 'tasks', at: 'tasks-81' })
  expect(placeOf('/tasks')).toEqual({ tab: 'tasks', at: 'tasks' })
  expect(placeOf('/units')).toEqual({ tab: 'units', at: 'units' })
  expect(placeOf('/stages/2/starts_on')).toEqual({ tab: 'overview', at: 'stages' })
  expect(placeOf('/document_number')).toEqual({ tab: 'overview', at: 'facts' })
})
