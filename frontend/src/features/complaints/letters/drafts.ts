import type { Draft } from './types'

/** The words of each part as they stand ready. */
export function wordsOf(draft: Draft): Record<string, string> {
  return Object.fromEntries(draft.sections.map(({ code, text }) => [code, text]))
}

/** The parts that must say something and do not. */
export function lacking(draft: Draft, words: Record<string, string>): string[] {
  return draft.sections
    .filter(({ code, may_lack }) => !may_lack && !(words[code] ?? '').trim())
    .map(({ label }) => label)
}

/** Those that may be issued now first. */
export function inOrder(drafts: readonly Draft[]): Draft[] {
  return [...drafts].sort((one, other) => Number(one.refused !== null) - Number(other.refused !== null))
}
