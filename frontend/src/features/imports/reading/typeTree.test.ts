import { describe, expect, it } from 'vitest'
import { flat, linesToTree, treeToLines } from './typeTree'

const leaf = (number: string, title: string) => ({ number, title, children: [] })
const tree = [
  { number: '(一)', title: '收费不规范', children: [leaf('1', '重复计费'), leaf('2', '分解项目')] },
  leaf('(二)', '账外设账'),
]

describe('problem types as lines', () => {
  it('come back as the tree they were', () => {
    expect(linesToTree(treeToLines(tree))).toEqual(tree)
  })

  it('are read however they are numbered', () => {
    expect(linesToTree('一、收费\n 1.重复计费\n ①药品\n(二)账外设账\n没有编号')).toEqual([
      { number: '一', title: '收费', children: [leaf('1', '重复计费'), leaf('①', '药品')] },
      leaf('(二)', '账外设账'),
      leaf('', '没有编号'),
    ])
  })

  it('lose empty lines and nothing else', () => {
    expect(linesToTree('\n\n  1 缩进的第一行\n\n2 下一行\n')).toEqual([
      leaf('1', '缩进的第一行'),
      leaf('2', '下一行'),
    ])
    expect(linesToTree('')).toEqual([])
  })

  it('keep a number that is part of the words', () => {
    expect(linesToTree('12345热线办理不及时')).toEqual([leaf('', '12345热线办理不及时')])
  })
})

describe('flat', () => {
  it('lists a tree as it is read', () => {
    expect(flat(tree).map((type) => type.title)).toEqual(['收费不规范', '重复计费', '分解项目', '账外设账'])
  })
})
