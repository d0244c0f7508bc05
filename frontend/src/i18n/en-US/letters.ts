import type { letters as source } from '../zh-CN/letters'

export const letters: typeof source = {
  title: 'Letters',
  issue: 'Issue a letter',
  issued: 'Issued as {{number}}',
  none: 'No letter has been issued.',
  kind: 'Which letter',
  refused: '{{title}} (not now: {{why}})',
  from: 'Issued by {{unit}}, numbered by itself. The parts are written from the case and may be changed.',
  addressee: 'Addressed to',
  issuedOn: 'Dated',
  missing: 'Still to be written: {{parts}}',
  comma: ', ',
  print: { docx: 'Download Word', pdf: 'Download PDF' },
  deliver: 'Record delivery',
  deliverWhat: 'From the delivery of an opinion runs the time to ask for its review.',
  deliveredOn: '{{day}}, {{how}}',
  notDelivered: 'Not delivered yet',
  how: 'How',
  day: 'Delivered on',
  note: 'Note',
  noteHelp: 'The number of a registered letter, who took it.',
}
