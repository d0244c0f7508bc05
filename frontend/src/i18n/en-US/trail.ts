import type { trail as source } from '../zh-CN/trail'

export const trail: typeof source = {
  title: 'Event trail',
  intro: 'A chain that only grows. It shows which fields changed, not what they hold.',
  verify: 'Verify the chain',
  verifying: 'Verifying…',
  ok: 'The chain is whole: {{checked}} events checked against {{points}} checkpoints kept outside.',
  broken: 'The chain is broken at event {{position}}: {{reason}}',
  col: {
    position: 'No.',
    at: 'At',
    actor: 'Who',
    unit: 'Unit',
    action: 'Action',
    resource: 'Object',
    fields: 'Fields',
    ok: 'Result',
  },
  succeeded: 'Done',
  refused: 'Refused',
  resource: 'Kind of object',
  action: 'Action',
  filter: 'Filters',
  system: 'System',
  empty: 'No event matches',
  emptyWhat: 'Widen the filters.',
}
