import { useNavigate } from '@tanstack/react-router'
import { type Dispatch, useEffect, useReducer, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient, useMeta } from '@/api/queries'
import type { ImportDraft } from '@/api/types'
import { upload } from '@/api/upload'
import { fileSize } from '@/i18n/format'
import { sizeFault } from '@/ui/files/fileFault'
import { type Entry, nextOf, type QueueAction, reduceQueue } from './queue'

export interface UploadQueue {
  queue: readonly Entry[]
  add: (files: readonly File[]) => void
  dispatch: Dispatch<QueueAction>
}

let made = 0

/** Sends files one after another. A single one that can be read is opened at once; of several one reads the list. */
export function useUploadQueue(office: number | undefined): UploadQueue {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const most = useMeta().data?.upload_max_bytes
  const [queue, dispatch] = useReducer(reduceQueue, [] as readonly Entry[])
  const next = nextOf(queue)
  const alone = queue.length === 1
  // The unit that was chosen when a file is sent counts, and whether it is still alone then.
  const now = useRef({ office, alone })
  now.current = { office, alone }
  const under = useRef<number>(undefined)

  useEffect(() => {
    if (!next || under.current === next.id) return
    under.current = next.id
    dispatch({ do: 'progress', id: next.id, percent: 0 })
    void send(next.file, now.current.office, (percent) => dispatch({ do: 'progress', id: next.id, percent }))
      .then(async (draft) => {
        void queryClient.invalidateQueries({ queryKey: ['imports'] })
        if (now.current.alone)
          await navigate({ to: '/imports/$importId', params: { importId: String(draft.id) } })
        else dispatch({ do: 'read', id: next.id, draft })
      })
      .catch((error: unknown) => dispatch({ do: 'refused', id: next.id, error }))
      .finally(() => {
        under.current = undefined
      })
  }, [next, navigate])

  const add = (files: readonly File[]) =>
    dispatch({
      do: 'add',
      entries: files.map((file) => {
        made += 1
        const fault = sizeFault(file.size, most)
        return {
          id: made,
          file,
          stage: fault ? 'refused' : 'waiting',
          percent: 0,
          ...(fault && { fault: t(`common.file.${fault}`, { name: file.name, most: fileSize(most ?? 0) }) }),
        }
      }),
    })

  return { queue, add, dispatch }
}

function send(
  file: File,
  office: number | undefined,
  onProgress: (percent: number) => void,
): Promise<ImportDraft> {
  return upload<ImportDraft>(
    '/api/v1/imports',
    office === undefined ? { file } : { file, unit_id: String(office) },
    onProgress,
  )
}
