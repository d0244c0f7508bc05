import type { likeness as source } from '../zh-CN/likeness'

export const likeness: typeof source = {
  refused: 'The marked words stand in other texts',
  what: 'Rewrite them and send again; or, where there is a reason, explain it and send again. Who verifies reads it.',
  share: '{{share}} of the words stand elsewhere.',
  explain: 'Why it is alike',
  explainHint: 'For example: done together with another unit, reported in agreed words',
  explanation: 'Explained by the sender',
  outOfSight: 'There are {{count}} more alike that you may not see.',
  this: 'This text',
  other: 'The other text',
  compare: 'Compare likeness',
  explained: 'Likeness explained',
  kind: {
    rectification_item: 'Measure',
    progress_note: 'Progress',
    finding: 'Finding',
    duty: 'Duty',
    commitment: 'Commitment',
  },
}
