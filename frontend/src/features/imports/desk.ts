import { createContext, useContext } from 'react'
import type { ImportDraft } from '@/api/types'
import type { Place } from './places'
import type { Span } from './segments'

/** What every part of the desk needs of the others. */
export interface Desk {
  draft: ImportDraft
  text: string
  /** Whether anything may still be changed. */
  editable: boolean
  /** Where a field of the document was read, in the browser's own offsets. */
  spansOf: (field: string) => readonly Span[]
  /** The words of the source a span stands for. */
  words: (span: Span) => string
  /** Lights a field in the source and brings it into view; on a phone the source comes to the front. */
  locate: (place: Place) => void
  /** The same for a stretch that is no field: a warning, a heading, unread text. Offsets as the service gives them. */
  jump: (span: readonly number[]) => void
}

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk outside of a desk')
  return desk
}
