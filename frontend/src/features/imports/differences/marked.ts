import { diffChars } from 'diff'

export interface Piece {
  text: string
  /** Whether it stands on one side alone. */
  changed: boolean
}

export interface Marked {
  old: Piece[]
  new: Piece[]
}

/** Beyond so many edits the two have little in common, and marking single characters helps nobody. */
const MOST_EDITS = 2000
/** What stays between two changes is drawn into them when it is shorter: scraps are hard to read. */
const SCRAP = 2

/** Two versions of a text with the characters that changed. */
export function marked(old: string, now: string): Marked {
  const found = diffChars(old, now, { maxEditLength: MOST_EDITS, timeout: 200 })
  if (!found) return edges(old, now)
  const steps = found.map(({ value, added, removed }) => ({ value, added, removed }))
  const result: Marked = { old: [], new: [] }
  steps.forEach(({ value, added, removed }, index) => {
    const kept = !added && !removed
    const scrap = kept && index > 0 && index < steps.length - 1 && value.length < SCRAP && value !== '\n'
    if (!added) put(result.old, value, scrap || removed)
    if (!removed) put(result.new, value, scrap || added)
  })
  return result
}

function put(pieces: Piece[], text: string, changed: boolean): void {
  const last = pieces.at(-1)
  if (text === '') return
  if (last && last.changed === changed) last.text += text
  else pieces.push({ text, changed })
}

/** What both begin and end with, and all between it as changed. */
function edges(old: string, now: string): Marked {
  const most = Math.min(old.length, now.length)
  let start = 0
  while (start < most && old[start] === now[start]) start += 1
  let end = 0
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1
  const cut = (text: string): Piece[] => {
    const pieces: Piece[] = []
    put(pieces, text.slice(0, start), false)
    put(pieces, text.slice(start, text.length - end), true)
    put(pieces, text.slice(text.length - end), false)
    return pieces
  }
  return { old: cut(old), new: cut(now) }
}
