/** When this tab was last used by a hand: what runs by itself must not pass for somebody being there. */
let last = Date.now()
const listeners = new Set<() => void>()
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'] as const

function used(): void {
  last = Date.now()
  for (const listener of listeners) listener()
}

if (typeof window !== 'undefined')
  for (const sign of SIGNS) window.addEventListener(sign, used, { passive: true, capture: true })

export function lastUsed(): number {
  return last
}

export function whenUsed(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Seen, and used within the last minutes. */
export function isUsed(within = 120_000, now = Date.now()): boolean {
  return document.visibilityState === 'visible' && now - last < within
}
