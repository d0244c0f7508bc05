import { describe, expect, it } from 'vitest'
import { type Marked, marked } from './marked'

const words = (pieces: Marked['old']) => pieces.map((piece) => piece.text).join('')
const changed = (pieces: Marked['old']) => pieces.filter((piece) => piece.changed).map((piece) => piece.text)

describe('marked', () => {
  it('marks what changed on either side, and keeps every character', () => {
    const { old, new: now } = marked('已完成整改措施3条', '已完成整改措施12条')
    expect(words(old)).toBe('已完成整改措施3条')
    expect(words(now)).toBe('已完成整改措施12条')
    expect(changed(old)).toEqual(['3'])
    expect(changed(now)).toEqual(['12'])
  })

  it('marks nothing in equal texts and all of a new one', () => {
    expect(changed(marked('same', 'same').old)).toEqual([])
    expect(marked('', 'new')).toEqual({ old: [], new: [{ text: 'new', changed: true }] })
  })

  it('draws scraps between two changes into them', () => {
    expect(changed(marked('甲乙丙', '丁乙戊').new)).toEqual(['丁乙戊'])
  })

  it('ends soon on long texts that have nothing in common', () => {
    const one = Array.from({ length: 20_000 }, (_, index) =>
      String.fromCodePoint(0x4e00 + (index % 7000)),
    ).join('')
    const began = performance.now()
    const { old, new: now } = marked(`头${one}尾`, `头${[...one].reverse().join('')}尾`)
    expect(performance.now() - began).toBeLessThan(1500)
    expect([words(old).length, words(now).length]).toEqual([20_002, 20_002])
    expect(old[0]).toMatchObject({ changed: false })
  })
})
