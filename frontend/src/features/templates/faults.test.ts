import { expect, it } from 'vitest'
import { ApiProblem } from '@/api/problem'
import { templateFaults } from './faults'

it('names the place of each fault, and leaves what belongs to other fields to them', () => {
  const refused = new ApiProblem(422, {
    title: '提交的内容有误',
    errors: [
      { pointer: '/body/file/正文第3段', message: '没有“titel”这个字段' },
      { pointer: '/body/file', message: '循环没有结束' },
      { pointer: '/body/name', message: '已有同名模板' },
    ],
  })
  expect(templateFaults(refused)).toEqual([
    { place: '正文第3段', message: '没有“titel”这个字段' },
    { place: null, message: '循环没有结束' },
  ])
})

it('finds none in anything else', () => {
  expect(templateFaults(new Error('x'))).toEqual([])
  expect(templateFaults(null)).toEqual([])
})
