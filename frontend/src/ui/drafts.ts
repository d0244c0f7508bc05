/** Words typed and not yet sent, kept on this device until they are, or until somebody signs out. Never tokens. */
const PREFIX = 'mingze.words.'

function key(account: number, item: number | string): string {
  return `${PREFIX}${account}.${item}`
}

export function keptWords(account: number, item: number | string): string {
  try {
    return localStorage.getItem(key(account, item)) ?? ''
  } catch {
    return ''
  }
}

/** Whether the words are kept; a browser may forbid or have no room. */
export function keepWords(account: number, item: number | string, words: string): boolean {
  try {
    if (words.trim() === '') localStorage.removeItem(key(account, item))
    else localStorage.setItem(key(account, item), words)
    return words.trim() !== ''
  } catch {
    return false
  }
}

export function forgetWords(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name)
  } catch {
    // Nothing could be kept either.
  }
}
