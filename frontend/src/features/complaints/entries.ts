/** How a value is asked for before an act. */
export type EntryKind =
  | 'line'
  | 'text'
  | 'day'
  | 'moment'
  | 'number'
  | 'yesno'
  | 'tick'
  | 'choice'
  | 'word'
  | 'unit'
  | 'units'
  | 'assignee'
  | 'assistant'
  | 'clock'
  | 'complaint'

export type Typed = Record<string, unknown>

export interface Entry<Name extends string = string> {
  name: Name
  kind: EntryKind
  required?: boolean
  /** The words to choose from, by their name in the service's list. */
  of?: string
  /** Only some of those words. */
  among?: readonly string[]
  most?: number
  /** Asked only where another answer makes it needed. */
  when?: (typed: Typed) => boolean
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}

export function asked(entries: readonly Entry[], typed: Typed): Entry[] {
  return entries.filter(({ when }) => !when || when(typed))
}

/** Whether something that must be said is not said yet. */
export function isLacking(entries: readonly Entry[], typed: Typed): boolean {
  return asked(entries, typed).some(({ name, required }) => required && isBlank(typed[name]))
}

/** What is sent: what was asked and answered, words without the blanks around them. */
export function bodyOf(action: string, entries: readonly Entry[], typed: Typed): Typed {
  const body: Typed = { action }
  for (const { name } of asked(entries, typed)) {
    const value = typed[name]
    if (isBlank(value)) continue
    body[name] = typeof value === 'string' ? value.trim() : value
  }
  return body
}

/** Everything typed in words, to be copied should somebody else have been faster. */
export function wordsOf(entries: readonly Entry[], typed: Typed): string {
  return asked(entries, typed)
    .filter(({ kind }) => kind === 'line' || kind === 'text')
    .map(({ name }) => String(typed[name] ?? '').trim())
    .filter(Boolean)
    .join('\n\n')
}
