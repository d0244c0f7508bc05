import { expect, it } from 'vitest'
import { toRows, toTree } from './typeTree'

const tree = [
  {
    id: 1,
    number: '一',
    title: '不敢为',
    children: [
      { id: 2, number: '1', title: '遇事推诿', children: [] },
      { id: 3, number: '2', title: '上交矛盾', children: [] },
    ],
  },
  { id: 4, number: '二', title: '不会为', children: [] },
]

it('comes back the same from rows', () => {
  expect(toRows(tree).map(({ level, number }) => [level, number])).toEqual([
    [0, '一'],
    [1, '1'],
    [1, '2'],
    [0, '二'],
  ])
  expect(toTree(toRows(tree))).toEqual(tree)
})

it('hangs what leaps a level on what stands before it', () => {
  const rows = [
    { id: null, number: '一', title: '甲', level: 2 },
    { id: null, number: '1', title: '乙', level: 2 },
  ]
  expect(toTree(rows)).toEqual([
    { number: '一', title: '甲', children: [{ number: '1', title: '乙', children: [] }] },
  ])
})
