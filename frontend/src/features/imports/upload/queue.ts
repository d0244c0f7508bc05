import type { ImportDraft } from '@/api/types'

export type Stage = 'waiting' | 'sending' | 'reading' | 'read' | 'refused'

/** One file on its way in. */
export interface Entry {
  id: number
  file: File
  stage: Stage
  percent: number
  draft?: ImportDraft
  error?: unknown
  /** Refused before it was sent, in words. */
  fault?: string
}

export type QueueAction =
  | { do: 'add'; entries: Entry[] }
  | { do: 'progress'; id: number; percent: number }
  | { do: 'read'; id: number; draft: ImportDraft }
  | { do: 'refused'; id: number; error: unknown }
  | { do: 'again'; id: number }
  | { do: 'dismiss'; id: number }

export function reduceQueue(queue: readonly Entry[], action: QueueAction): readonly Entry[] {
  if (action.do === 'add') return [...queue, ...action.entries]
  if (action.do === 'dismiss') return queue.filter((entry) => entry.id !== action.id)
  return queue.map((entry) => (entry.id === action.id ? changed(entry, action) : entry))
}

function changed(entry: Entry, action: QueueAction): Entry {
  const { error: _, ...bare } = entry
  switch (action.do) {
    case 'progress':
      return { ...bare, stage: action.percent < 100 ? 'sending' : 'reading', percent: action.percent }
    case 'read':
      return { ...bare, stage: 'read', percent: 100, draft: action.draft }
    case 'refused':
      return { ...bare, stage: 'refused', error: action.error }
    case 'again':
      return { ...bare, stage: 'waiting', percent: 0 }
    default:
      return entry
  }
}

/** The file to send next: one at a time, in the order they were given. */
export function nextOf(queue: readonly Entry[]): Entry | undefined {
  if (queue.some(({ stage }) => stage === 'sending' || stage === 'reading')) return undefined
  return queue.find(({ stage }) => stage === 'waiting')
}
