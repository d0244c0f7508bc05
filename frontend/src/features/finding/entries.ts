import type { Entered, EntryName } from './act'

/** Whether something the act cannot do without has not been entered yet. */
export function missingEntry(entries: EntryName[], entered: Entered): boolean {
  return entries.some((entry) => !TESTS[entry](entered))
}

const filled = (text: string | null | undefined): boolean => Boolean(text?.trim())

const TESTS: Record<EntryName, (entered: Entered) => boolean> = {
  note: () => true,
  reason: (entered) => filled(entered.reason),
  units: (entered) =>
    filled(entered.due_on) && (entered.units ?? []).some((unit) => unit.part === 'answering'),
  until: (entered) => filled(entered.until),
  trigger: (entered) => filled(entered.trigger),
  changes: (entered) => Object.keys(entered.changes ?? {}).length > 0,
  countersign: (entered) =>
    (entered.organs ?? []).length > 0 &&
    (entered.organs ?? []).every((organ) => filled(organ.name)) &&
    filled(entered.document) &&
    filled(entered.on),
  close: (entered) => filled(entered.closer) && filled(entered.document) && filled(entered.on),
}
