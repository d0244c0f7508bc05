import { ApiProblem, kindOf } from '@/api/problem'

/** How a file stands on its way. */
export type Stage = 'waiting' | 'sending' | 'checking' | 'paused' | 'broken' | 'refused'

export interface Transfer {
  key: string
  file: File
  stage: Stage
  percent: number
  error: unknown
}

/** Larger than this a file goes in pieces that need not be sent twice. */
const IN_PIECES = 512_000

export function goesInPieces(size: number): boolean {
  return size > IN_PIECES
}

/** A line that broke or a service that is busy: the same file may be sent again as it is. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false
  return error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500
}

export type Change = Partial<Omit<Transfer, 'key' | 'file'>>

export function changed(transfers: Transfer[], key: string, change: Change): Transfer[] {
  return transfers.map((transfer) => (transfer.key === key ? { ...transfer, ...change } : transfer))
}

/** The next to send: one at a time, in the order they were chosen. */
export function nextOf(transfers: Transfer[]): Transfer | undefined {
  if (transfers.some((transfer) => transfer.stage === 'sending' || transfer.stage === 'checking'))
    return undefined
  return transfers.find((transfer) => transfer.stage === 'waiting')
}

/** Words of the SPA for what the service refuses of a file; its own words follow as the detail. */
export function faultWord(error: unknown): 'infected' | 'tooLarge' | 'kind' | 'scanner' | 'full' | null {
  const kind = kindOf(error)
  if (kind === 'infected-file') return 'infected'
  if (kind === 'too-large') return 'tooLarge'
  if (kind === 'unsupported-media') return 'kind'
  if (kind === 'unavailable') return 'scanner'
  if (kind === 'conflict') return 'full'
  return null
}
