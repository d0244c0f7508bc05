import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { faultsOf, isStale } from '@/api/problem'
import { ConflictDialog } from './ConflictDialog'

interface Options<Answer> {
  run: () => Promise<Answer>
  /** After success: close, announce, ask again. */
  onDone: (answer: Answer) => void
  /** Somebody was faster (412): load what is there now. Without it the refusal is shown like any other. */
  onReload?: () => void
  /** What was typed, to be copied before the newest version takes its place. */
  typed?: () => string
  /** What others changed meanwhile, a line each. */
  changed?: () => Promise<string[]>
}

export interface Submission {
  busy: boolean
  error: unknown
  /** What the service says of single fields, by their names; for `Field`'s `fault`. */
  faults: Record<string, string>
  send: () => void
  clear: () => void
  /** Set on what holds the fields: the first one at fault gets the focus. */
  fields: RefObject<HTMLDivElement | null>
  /** The dialog of a conflict; stands anywhere among what is drawn. */
  conflict: ReactNode
}

interface Stale {
  typed: string
  changes: string[]
}

/** Sending a form: once at a time, refusals beside their fields, conflicts without losing what was typed. */
export function useSubmit<Answer>(options: Options<Answer>): Submission {
  const { onReload } = options
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [stale, setStale] = useState<Stale | null>(null)
  const sending = useRef(false)
  const fields = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (error) focusFault(fields.current)
  }, [error])

  async function work(): Promise<void> {
    if (sending.current) return
    sending.current = true
    setBusy(true)
    setError(null)
    try {
      options.onDone(await options.run())
    } catch (refused) {
      if (onReload && isStale(refused))
        setStale({ typed: options.typed?.() ?? '', changes: await changesOf(options.changed) })
      else setError(refused)
    } finally {
      sending.current = false
      setBusy(false)
    }
  }

  const conflict = stale && onReload && (
    <ConflictDialog
      open
      typed={stale.typed}
      changes={stale.changes}
      onKeep={() => setStale(null)}
      onReload={() => {
        setStale(null)
        onReload()
      }}
    />
  )
  return {
    busy,
    error,
    faults: faultsOf(error),
    send: () => void work(),
    clear: useCallback(() => setError(null), []),
    fields,
    conflict,
  }
}

/** What others did is a help, not a condition: if it cannot be told, the conflict is still said. */
async function changesOf(changed: Options<unknown>['changed']): Promise<string[]> {
  try {
    return (await changed?.()) ?? []
  } catch {
    return []
  }
}

function focusFault(box: HTMLElement | null): void {
  const control = box
    ?.querySelector('[data-fault]')
    ?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex]')
  control?.focus()
}
