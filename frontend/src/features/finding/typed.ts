import type { Entered } from './act'

/** The words a person typed before an act, to be copied; what was only chosen is chosen again quickly. */
export function typedWords(entered: Entered): string {
  const changes = Object.values(entered.changes ?? {}).filter((value) => typeof value === 'string')
  const organs = (entered.organs ?? []).map((organ) => organ.name)
  return [entered.reason, entered.note, ...changes, ...organs, entered.document, entered.closer]
    .map((words) => words?.trim())
    .filter(Boolean)
    .join('\n')
}
