import type { myUnit as source } from '../zh-CN/my-unit'

export const myUnit: typeof source = {
  title: 'My unit',
  intro: 'By urgency. Open one, write the progress, add a photo, submit: three taps.',
  scope: 'Scope',
  mine: 'Mine',
  all: 'Whole unit',
  toDo: 'To do',
  finished: 'Claimed or verified',
  accept: 'Assignments to accept',
  empty: 'No measures to report on',
  emptyWhat: 'Measures appear here once the unit has accepted an assignment.',
  progress: 'Progress',
  progressHint: 'What was done, and how far it is',
  photo: 'Photos or files (optional)',
  pickFile: 'Take a photo or choose files',
  reduce: 'Reduce photos before sending',
  reduceWhat:
    'The longer side becomes 2560 pixels, time and place are taken out. As evidence, send the original (leave this off).',
  reduced: ' (reduced)',
  removeFile: 'Remove {{name}}',
  kept: 'Draft kept',
  offline:
    'Offline: this cannot be submitted now. Your words are kept on this device; submit them once you are online.',
  submit: 'Submit',
  reported: 'Progress submitted',
  claim: 'Claim completion',
  open: 'Open the finding',
  from: 'From finding {{code}}',
}
