import type { templates as source } from '../zh-CN/templates'

export const templates: typeof source = {
  title: 'Templates',
  what: 'Word templates of the office, chosen when a report is written or a list exported. The official layout needs none.',
  whoUploads:
    'Templates are uploaded by the system administrator. For a new one, change the ready file and hand it to the administrator.',
  kind: 'For',
  upload: 'Upload a template',
  uploadTitle: 'Upload a template',
  uploadWhat:
    'Begin with the ready file, change words and layout, then upload it. Wrong fields are pointed out one by one.',
  name: 'Name',
  nameHelp: 'What is seen when choosing it.',
  unit: 'Unit',
  unitHelp: 'Yours where left empty; units below may use it too.',
  file: 'Choose a Word file',
  another: 'Choose another file',
  done: 'Template {{name}} uploaded',
  faults: 'Faults in the template',
  starter: 'Download a ready file',
  starterOf: 'Download a ready file: {{kind}}',
  fields: 'Fields',
  fieldsWhat:
    'Fields stand in two pairs of braces. Those that repeat stand in one row of a table, which repeats by itself, or between two paragraphs that begin and end it; the ready file shows how.',
  field: 'Field',
  meaning: 'Holds',
  inside: 'Repeats',
  eachOf: 'for each {{each}}',
  none: 'No templates yet',
  noneWhat: 'Reports can be written without one, in the official layout.',
  download: 'Download',
  downloadOf: 'Download {{name}}',
  withdraw: 'Withdraw',
  withdrawOf: 'Withdraw {{name}}',
  withdrawTitle: 'Withdraw the template {{name}}?',
  withdrawWhat: 'It can no longer be chosen; the file is kept.',
  withdrawn: 'Template withdrawn',
}
