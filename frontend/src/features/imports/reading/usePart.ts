import { useState } from 'react'
import type { ImportPatch } from '@/api/types'
import type { Submission } from '@/ui/useSubmit'
import { useDesk } from '../desk'
import { useChange } from '../useChange'
import type { Plan } from './typeTree'

interface Edited<Value> {
  now: Value
  set: (part: Partial<Value>) => void
  dirty: boolean
  submission: Submission
}

/** A part of a document in a dialog: what is typed, and sending it. */
export function usePart<Value extends object>(
  start: Value,
  patch: (now: Value) => Partial<ImportPatch>,
  onClose: () => void,
): Edited<Value> {
  const { draft } = useDesk()
  const [now, setNow] = useState(start)
  const dirty = JSON.stringify(now) !== JSON.stringify(start)
  const submission = useChange(
    draft,
    () => patch(now),
    () =>
      Object.values(now)
        .filter((value) => typeof value === 'string' && value !== '')
        .join('\n'),
    onClose,
  )
  return { now, set: (part) => setNow({ ...now, ...part }), dirty, submission }
}

/** A list with one entry put in place of another, at the end, or taken out. */
export function withEntry<Entry>(list: readonly Entry[], index: number | null, entry: Entry | null): Entry[] {
  if (index === null) return entry === null ? [...list] : [...list, entry]
  return list.flatMap((old, at) => (at !== index ? [old] : entry === null ? [] : [entry]))
}

/** The plan whole, with some of it changed: the service takes it as one. */
export function planWith(plan: Plan, part: Partial<Plan>): Partial<ImportPatch> {
  return { plan: { ...plan, ...part } } as Partial<ImportPatch>
}
