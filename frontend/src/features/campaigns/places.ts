import type { TabKey } from './search'

/** Where a lack is put right: the part of the page, and the element there. */
export interface Place {
  tab: TabKey
  at: string
}

const TAB: Record<string, TabKey> = {
  tasks: 'tasks',
  units: 'units',
  deliverables: 'asked',
  problem_types: 'asked',
  requirements: 'asked',
}

/** `/tasks/81/person` → the task 81 on the tab of tasks; what stands on the first tab is the rest. */
export function placeOf(pointer: string): Place {
  const [part = '', id] = pointer.split('/').filter(Boolean)
  const tab = TAB[part] ?? 'overview'
  if (part === 'stages') return { tab, at: 'stages' }
  if (tab === 'overview') return { tab, at: 'facts' }
  return { tab, at: id && /^\d+$/.test(id) ? `${part}-${id}` : part }
}
