import { expect, it } from 'vitest'
import { stageActs } from './stageActs'

it('knows what may be done with a stage', () => {
  expect(stageActs('planned')).toEqual(['open', 'move'])
  expect(stageActs('open')).toEqual(['close', 'move'])
  expect(stageActs('closed')).toEqual(['reopen'])
})
