import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '@/ui/announce'
import { type Submission, useSubmit } from '@/ui/useSubmit'
import { refresh } from './queries'

interface Edited<Value> {
  now: Value
  set: (part: Partial<Value>) => void
  dirty: boolean
  submission: Submission
}

/**
 * A part of a campaign in a dialog. Only what was typed is kept apart: after a conflict the newest stands beneath
 * it, and what others changed is neither shown old nor sent back.
 */
export function useEdit<Value extends object>(
  campaignId: number,
  start: Value,
  save: (now: Value) => Promise<unknown>,
  onClose: () => void,
): Edited<Value> {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [edit, setEdit] = useState<Partial<Value>>({})
  const now = { ...start, ...edit }
  const submission = useSubmit({
    run: () => save(now),
    onDone: () => {
      announce.good(t('common.saved'))
      refresh(campaignId)
      onClose()
    },
    onReload: () => refresh(campaignId),
    typed: () => words(edit).join('\n'),
  })
  return {
    now,
    set: (part) => setEdit({ ...edit, ...part }),
    dirty: JSON.stringify(now) !== JSON.stringify(start),
    submission,
  }
}

/** Every text within what was typed, to be copied. */
function words(value: unknown): string[] {
  if (typeof value === 'string') return value ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(words)
}
