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
  removeFile: 'Remove {{name}}',
  kept: 'Draft kept',
  offline:
    'Offline: this cannot be submitted now. Your words are kept on this device; submit them once you are online.',
  submit: 'Submit',
  reported: 'Progress submitted',
  partly: 'Progress was submitted, but not all files were sent. You can upload them again.',
  claim: 'Claim completion',
  open: 'Open the finding',
  from: 'From finding {{code}}',
}
