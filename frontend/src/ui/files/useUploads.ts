import { useCallback, useEffect, useRef, useState } from 'react'
import { finishUpload, type Owner, sendWhole } from '@/api/attachments'
import { newKey } from '@/api/client'
import { useAccount } from '@/api/queries'
import { dropUpload, sendInPieces } from '@/api/resumable'
import type { Attachment } from '@/api/types'
import { forgetFile, type KeptFile, keepFile, keptFiles } from './keptFiles'
import { type Change, changed, goesInPieces, isPassing, nextOf, type Transfer } from './transfers'

export interface Uploads {
  transfers: Transfer[]
  add: (files: File[]) => void
  pause: (key: string) => void
  proceed: (key: string) => void
  drop: (key: string) => void
}

/**
 * Files on their way to one owner. They go one by one; large ones in pieces. Each is kept on this device until it
 * has arrived: after a reload it stands here, paused, and goes on from what the service has.
 */
export function useUploads({ type, id }: Owner, onArrived: (made: Attachment, file: File) => void): Uploads {
  const account = useAccount() ?? 0
  const [transfers, setTransfers] = useState<Transfer[]>([])
  const kept = useRef(new Map<string, KeptFile>())
  const sending = useRef<{ key: string; stop: () => void } | null>(null)
  const arrived = useRef(onArrived)
  arrived.current = onArrived

  const change = useCallback((key: string, part: Change) => {
    setTransfers((old) => changed(old, key, part))
  }, [])

  const forget = useCallback((key: string) => {
    kept.current.delete(key)
    void forgetFile(key)
    setTransfers((old) => old.filter((transfer) => transfer.key !== key))
  }, [])

  // What was left on its way when the page was last closed.
  useEffect(() => {
    let gone = false
    void keptFiles(account, { type, id }).then((found) => {
      if (gone) return
      const fresh = found.filter((entry) => !kept.current.has(entry.key))
      for (const entry of fresh) kept.current.set(entry.key, entry)
      setTransfers((old) => [
        ...old,
        ...fresh.map((entry) => ({
          key: entry.key,
          file: entry.file,
          stage: 'paused' as const,
          percent: entry.percent,
          error: null,
        })),
      ])
    })
    return () => {
      gone = true
      sending.current?.stop()
    }
  }, [account, type, id])

  const send = useCallback(
    async (entry: KeptFile): Promise<void> => {
      const { key, file } = entry
      const note = (percent: number) => {
        entry.percent = percent
        change(key, { percent, stage: percent === 100 ? 'checking' : 'sending' })
      }
      try {
        const made = await transmit(entry, note, (stop) => {
          sending.current = { key, stop }
        })
        forget(key)
        arrived.current(made, file)
      } catch (refused) {
        if (refused instanceof Stopped || !kept.current.has(key)) return
        if (isPassing(refused)) void keepFile(entry)
        change(key, { stage: isPassing(refused) ? 'broken' : 'refused', error: refused })
      } finally {
        if (sending.current?.key === key) sending.current = null
      }
    },
    [change, forget],
  )

  // One at a time: several at once only make a bad line worse.
  const next = nextOf(transfers)
  useEffect(() => {
    const entry = next && kept.current.get(next.key)
    if (!entry) return
    change(entry.key, { stage: 'sending', error: null })
    void send(entry)
  }, [next, change, send])

  // A line that comes back is used.
  useEffect(() => {
    const again = () =>
      setTransfers((old) =>
        old.map((transfer) =>
          transfer.stage === 'broken' ? { ...transfer, stage: 'waiting', error: null } : transfer,
        ),
      )
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])

  const add = useCallback(
    (files: File[]) => {
      const entries = files.map((file) => ({
        key: newKey(),
        account,
        owner: { type, id },
        file,
        url: null,
        percent: 0,
        at: Date.now(),
      }))
      for (const entry of entries) {
        kept.current.set(entry.key, entry)
        void keepFile(entry)
      }
      setTransfers((old) => [
        ...old,
        ...entries.map(({ key, file }) => ({
          key,
          file,
          stage: 'waiting' as const,
          percent: 0,
          error: null,
        })),
      ])
    },
    [account, type, id],
  )

  const pause = useCallback(
    (key: string) => {
      if (sending.current?.key === key) sending.current.stop()
      change(key, { stage: 'paused' })
    },
    [change],
  )

  const drop = useCallback(
    (key: string) => {
      if (sending.current?.key === key) sending.current.stop()
      const url = kept.current.get(key)?.url
      if (url) void dropUpload(url)
      forget(key)
    },
    [forget],
  )

  const proceed = useCallback((key: string) => change(key, { stage: 'waiting', error: null }), [change])
  return { transfers, add, pause, proceed, drop }
}

/** Stopped by a hand, not by the line. */
class Stopped extends Error {}

/** Small files in one piece: under their key they arrive once, however often they are sent. */
function transmit(
  entry: KeptFile,
  note: (percent: number) => void,
  onStart: (stop: () => void) => void,
): Promise<Attachment> {
  if (!goesInPieces(entry.file.size)) return sendWhole(entry.owner, entry.file, note, entry.key)
  const run = sendInPieces(entry.file, {
    url: entry.url,
    onUrl: (url) => {
      entry.url = url
      void keepFile(entry)
    },
    onProgress: note,
  })
  return new Promise((resolve, reject) => {
    onStart(() => {
      run.stop()
      void keepFile(entry)
      reject(new Stopped())
    })
    run.arrived.then((uploadId) => finishUpload(uploadId, entry.owner, entry.key)).then(resolve, reject)
  })
}
