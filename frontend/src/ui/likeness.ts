import { ApiProblem, kindOf } from '@/api/problem'
import type { Got } from '@/api/types'

export type LikenessView = Got<'/api/v1/rectification-items/{item_id}/likeness'>

/** A stretch of characters (code points), from `start` to before `end`. */
export interface Stretch {
  start: number
  end: number
}

/** One's own text that was refused, and what of it stands elsewhere. */
export interface AlikeText {
  pointer: string
  text: string
  share: number
  passages: Stretch[]
}

/** Whether a refusal is for likeness: to be rewritten, or sent again with why it is right. */
export function isAlike(error: unknown): boolean {
  return kindOf(error) === 'too-alike'
}

export function alikeOf(error: unknown): AlikeText[] {
  if (!(error instanceof ApiProblem) || !isAlike(error)) return []
  return Array.isArray(error.more.alike) ? (error.more.alike as AlikeText[]) : []
}

export interface Piece {
  at: number
  words: string
  lit: boolean
}

/** A text cut where passages begin and end. Places count characters as the service does, not UTF-16 units. */
export function pieces(text: string, passages: readonly Stretch[]): Piece[] {
  const characters = Array.from(text)
  const found: Piece[] = []
  let at = 0
  const add = (to: number, lit: boolean) => {
    if (to > at) found.push({ at, words: characters.slice(at, to).join(''), lit })
    at = Math.max(at, to)
  }
  for (const { start, end } of [...passages].sort((a, b) => a.start - b.start)) {
    add(Math.min(start, characters.length), false)
    add(Math.min(end, characters.length), true)
  }
  add(characters.length, false)
  return found
}

export const percent = (share: number): string => `${Math.round(share * 100)}%`
