import { expect, it } from 'vitest'
import { stageActs } from './stageActs'

it('knows what may be done with a stage while the campaign runs', () => {
  expect(stageActs('active', 'planned')).toEqual(['open', 'move'])
  expect(stageActs('active', 'open')).toEqual(['close', 'move'])
  expect(stageActs('summarising', 'closed')).toEqual(['open'])
  expect(stageActs('draft', 'planned')).toEqual([])
  expect(stageActs('suspended', 'open')).toEqual([])
})
