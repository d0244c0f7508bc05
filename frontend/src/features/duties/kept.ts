import { keepWords, keptWords } from '@/ui/drafts'
import { type Content, contentOf } from './content'

/** A report as it was typed on this device, and the version of the service it was begun from. */
export interface Kept {
  version: number
  content: Content
}

const itemOf = (duty: number) => `duty.${duty}`

export function keptContent(account: number, duty: number): Kept | null {
  try {
    const kept = JSON.parse(keptWords(account, itemOf(duty)) || 'null')
    return typeof kept?.version === 'number'
      ? { version: kept.version, content: contentOf(kept.content) }
      : null
  } catch {
    return null
  }
}

/** Whether it is kept; a browser may forbid or have no room. */
export function keepContent(account: number, duty: number, kept: Kept | null): boolean {
  return keepWords(account, itemOf(duty), kept ? JSON.stringify(kept) : '')
}
