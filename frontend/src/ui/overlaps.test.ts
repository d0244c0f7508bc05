import { expect, it } from 'vitest'
import { namesOf } from './overlaps'

it('compares each number once, no empty ones, and no more than the service takes', () => {
  expect(namesOf([' visits', 'visits ', '', '  ', 'doctors'])).toEqual(['visits', 'doctors'])
  expect(namesOf(Array.from({ length: 60 }, (_, index) => `number ${index}`))).toHaveLength(40)
})
