import { describe, expect, it } from 'vitest'
import { parseDays, weeksOf, writeDays } from './calendarText'

const WORDS = { rest: '休', work: '班' }

describe('the announcement as text', () => {
  it('is read line by line, spans spelled out', () => {
    const { days, badLines } = parseDays(
      '2027-01-01~2027-01-03 休 元旦假期\n\n2027-01-04 班 元旦调休上班',
      WORDS,
    )
    expect(badLines).toEqual([])
    expect(days.map((one) => one.day)).toEqual(['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'])
    expect(days.at(-1)).toEqual({ day: '2027-01-04', is_workday: true, note: '元旦调休上班' })
  })

  it('says which lines it cannot read', () => {
    const text =
      '一月一日 休 元旦\n2027-02-30 休 春节\n2027-03-02~2027-03-01 休 清明\n2027-05-01 休 劳动节\n2027-05-02 假 劳动节'
    expect(parseDays(text, WORDS).badLines).toEqual([1, 2, 3, 5])
  })

  it('is written as it is read', () => {
    const text = '2027-01-01~2027-01-03 休 元旦假期\n2027-01-04 班 元旦调休上班'
    expect(writeDays(parseDays(text, WORDS).days, WORDS)).toBe(text)
  })
})

describe('the weeks of a month', () => {
  it('begin on Monday and hold every day once', () => {
    const weeks = weeksOf(2026, 2)
    expect(weeks[0]?.map((cell) => cell?.number)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      1,
    ])
    expect(weeks.flat().filter(Boolean)).toHaveLength(28)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
  })
})
