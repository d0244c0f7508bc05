import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameFrom, saveBlob } from '@/api/download'
import { ApiProblem } from '@/api/problem'
import { useAnnounce } from './announce'

export type Fetching = () => Promise<{ data?: unknown; error?: unknown; response: Response }>

/** Generating a file takes a moment: the page says which one is on its way, and stays usable. */
export function useDownload(onRefused?: (error: unknown) => void) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState<string | null>(null)
  async function save(key: string, fetching: Fetching, fallback: string): Promise<void> {
    setBusy(key)
    try {
      const answer = await fetching()
      if (!answer.response.ok) throw new ApiProblem(answer.response.status, answer.error)
      const name = nameFrom(answer.response.headers.get('Content-Disposition'), fallback)
      saveBlob(answer.data as Blob, name)
      announce.good(t('common.downloaded', { name }))
    } catch (refused) {
      if (onRefused) onRefused(refused)
      else announce.bad(refused)
    } finally {
      setBusy(null)
    }
  }
  return { busy, save }
}
