import { describe, expect, it } from 'vitest'
import { type Figure, shareOf, sumOf } from './arithmetic'

function figure(given: Partial<Figure>): Figure {
  return { label: 'x', value: 0, unit: '', text: '', parts: [], base: null, rate: null, span: null, ...given }
}
const parts = (...values: number[]) =>
  values.map((value) => ({ label: '', value, unit: '', inferred: false }))

describe('sumOf', () => {
  it('adds the parts up and says whether they are the whole', () => {
    expect(sumOf(figure({ value: 172, parts: parts(57, 35, 9, 35, 11, 3, 22) }))).toEqual({
      parts: 172,
      agrees: true,
    })
    expect(sumOf(figure({ value: 172, parts: parts(57, 35) }))).toEqual({ parts: 92, agrees: false })
  })

  it('leaves rounded numbers their rounding, and whole ones none', () => {
    expect(sumOf(figure({ value: 10.1, parts: parts(3.33, 3.33, 3.34) }))?.agrees).toBe(false)
    expect(sumOf(figure({ value: 0.3, parts: parts(0.1, 0.2) }))).toEqual({ parts: 0.3, agrees: true })
    expect(sumOf(figure({ value: 10, parts: parts(4, 5) }))?.agrees).toBe(false)
  })

  it('does not add up a single part', () => {
    expect(sumOf(figure({ value: 5, parts: parts(3) }))).toBeUndefined()
  })
})

describe('shareOf', () => {
  const base = { label: 'all', value: 95, unit: '', inferred: false }

  it('does the share again as exactly as it is stated', () => {
    expect(shareOf(figure({ value: 32, rate: 33.68, base }))).toEqual({ rate: 33.68, agrees: true })
    expect(shareOf(figure({ value: 32, rate: 33.7, base }))?.agrees).toBe(true)
    expect(shareOf(figure({ value: 32, rate: 34, base }))?.agrees).toBe(true)
    expect(shareOf(figure({ value: 32, rate: 35, base }))).toEqual({ rate: 33.68, agrees: false })
  })

  it('says nothing where the numbers of a share are not given', () => {
    expect(shareOf(figure({ value: 32, rate: 33.68 }))).toBeUndefined()
    expect(shareOf(figure({ value: 90, unit: '%', rate: 90, base }))).toBeUndefined()
    expect(shareOf(figure({ value: 32, rate: null, base }))).toBeUndefined()
    expect(shareOf(figure({ value: 1, rate: 1, base: { ...base, value: 0 } }))).toBeUndefined()
  })
})
