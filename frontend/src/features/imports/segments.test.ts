import { describe, expect, it } from 'vitest'
import { cutIntoLines, lowerBound, offsetTranslator, type Span, spansOf } from './segments'

const none = { read: [] as Span[], unread: [] as Span[], warned: [] as Span[] }

function join(text: string, marks: Parameters<typeof cutIntoLines>[1]): string {
  return cutIntoLines(text, marks)
    .map((line) => line.segments.map((segment) => text.slice(segment.start, segment.end)).join(''))
    .join('\n')
}

describe('cutIntoLines', () => {
  it('keeps every character of the text, whatever the marks', () => {
    const text = 'first line\n\nthird line, longer\nlast'
    const marks = {
      read: [[2, 14] as Span, [13, 20] as Span],
      unread: [[0, 2] as Span],
      warned: [[30, 35] as Span],
    }
    expect(join(text, marks)).toBe(text)
    expect(join(text, none)).toBe(text)
  })

  it('cuts at both edges of a mark, so that the mark is whole segments', () => {
    const [line] = cutIntoLines('abcdefgh', { ...none, read: [[2, 5]] })
    expect(line?.segments.map(({ start, end, read }) => [start, end, read])).toEqual([
      [0, 2, false],
      [2, 5, true],
      [5, 8, false],
    ])
  })

  it('carries a mark over a line break', () => {
    const lines = cutIntoLines('ab\ncd', { ...none, unread: [[1, 4]] })
    expect(lines.map((line) => line.segments.map(({ start, unread }) => [start, unread]))).toEqual([
      [
        [0, false],
        [1, true],
      ],
      [
        [3, true],
        [4, false],
      ],
    ])
  })

  it('marks overlapping spans without losing either', () => {
    const [line] = cutIntoLines('abcdef', { read: [[0, 4]], unread: [], warned: [[2, 6]] })
    expect(line?.segments.map(({ read, warned }) => [read, warned])).toEqual([
      [true, false],
      [true, true],
      [false, true],
    ])
  })

  it('cuts two hundred thousand characters with ten thousand marks without delay', () => {
    const text = `${'x'.repeat(99)}\n`.repeat(2000)
    const read = Array.from({ length: 10_000 }, (_, index) => [index * 20, index * 20 + 7] as Span)
    const began = performance.now()
    expect(join(text, { ...none, read })).toBe(text)
    expect(performance.now() - began).toBeLessThan(1500)
  })
})

describe('offsetTranslator', () => {
  it('changes nothing in text without rare characters', () => {
    expect(offsetTranslator('plain text')(7)).toBe(7)
  })

  it('counts a rare character as one, as the service does', () => {
    const text = 'a\u{20BB7}b'
    const place = offsetTranslator(text)
    expect(text.slice(place(2), place(3))).toBe('b')
    expect(text.slice(place(1), place(2))).toBe('\u{20BB7}')
  })
})

describe('spansOf', () => {
  it('reads one span, several, and nothing', () => {
    expect(spansOf([3, 9])).toEqual([[3, 9]])
    expect(
      spansOf([
        [3, 9],
        [10, 12],
      ]),
    ).toEqual([
      [3, 9],
      [10, 12],
    ])
    expect(spansOf(null)).toEqual([])
    expect(spansOf([])).toEqual([])
    expect(spansOf(['3', '9'])).toEqual([])
  })
})

describe('lowerBound', () => {
  it('counts the entries below a value', () => {
    expect(lowerBound([1, 3, 5], 3)).toBe(1)
    expect(lowerBound([1, 3, 5], 6)).toBe(3)
    expect(lowerBound([], 1)).toBe(0)
  })
})
