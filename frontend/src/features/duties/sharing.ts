/** One share of a task as it is being written. */
export interface ShareDraft {
  key: number
  title: string
  target: string
  due_kind: 'by' | 'within' | 'whole_year' | 'recurring' | null
  due_on: string | null
  due_text: string | null
  cadence: string | null
  /** `#12`: chosen, by its number; anything else is a name as it was typed. */
  departments: string[]
  persons: string[]
}

interface Parent {
  title: string
  target: string | null
  due_kind: ShareDraft['due_kind']
  due_on: string | null
  due_text: string | null
  cadence: string | null
}

/** A share begins as the task itself: what it is for and until when; who does it is to be said. */
export function newShare(task: Parent, key: number): ShareDraft {
  const { title, due_kind, due_on, due_text, cadence } = task
  return {
    key,
    title,
    target: task.target ?? '',
    due_kind,
    due_on,
    due_text,
    cadence,
    departments: [],
    persons: [],
  }
}

const CHOSEN = /^#(\d+)$/

export function chosen(id: number): string {
  return `#${id}`
}

function idOf(value: string): number | null {
  const found = CHOSEN.exec(value)
  return found ? Number(found[1]) : null
}

/** Somebody or something that can be chosen. */
export interface Known {
  value: string
  name: string
  label: string
}

/** A name typed that only one of those known has is that one; each is named once. */
export function resolved(values: readonly string[], known: readonly Known[]): string[] {
  const found = values.map((value) => {
    const same = known.filter(({ name }) => name === value.trim())
    return same.length === 1 && same[0] ? same[0].value : value.trim()
  })
  return [...new Set(found)].filter((value) => value !== '')
}

export type ShareLack = 'target' | 'due' | 'person'

/** Which of the three lists a share still lacks. */
export function lackingOf(share: ShareDraft): ShareLack[] {
  const lacks: ShareLack[] = []
  if (share.target.trim() === '') lacks.push('target')
  const needsDay = share.due_kind === 'by' || share.due_kind === 'within'
  if (share.due_kind === null || (needsDay && !share.due_on)) lacks.push('due')
  if (share.persons.length === 0) lacks.push('person')
  return lacks
}

/** A day given takes the place of what the task says; a task for all year stays one where no day is given. */
export function withDay(share: ShareDraft, due_on: string | null): ShareDraft {
  return due_on === share.due_on ? share : { ...share, due_kind: 'by', due_on, due_text: null, cadence: null }
}

/** As the service takes it. */
export function shareBody(share: ShareDraft) {
  return {
    title: share.title.trim() || undefined,
    target: share.target.trim(),
    due_kind: share.due_kind,
    due_on: share.due_on,
    due_text: share.due_text,
    cadence: share.cadence as never,
    departments: share.departments.map((value) => {
      const unit_id = idOf(value)
      return unit_id === null ? { name: value.trim() } : { unit_id }
    }),
    persons: share.persons.map((value) => {
      const account_id = idOf(value)
      return account_id === null ? { name: value.trim() } : { account_id }
    }),
  }
}
