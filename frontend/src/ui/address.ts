/** Reading address parameters: what is unknown or malformed is left out rather than sent on. */

const WORD = /^[a-z0-9_]{1,30}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

export function identityOf(value: unknown): number | undefined {
  const found = Number(value)
  return Number.isSafeInteger(found) && found > 0 ? found : undefined
}

export function wordOf(value: unknown): string | undefined {
  const text = String(value ?? '')
  return WORD.test(text) ? text : undefined
}

export function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && DAY.test(value) ? value : undefined
}

export function flagOf(value: unknown): true | undefined {
  return value === true || value === 'true' ? true : undefined
}

/** Without what is not set: under exact optional properties a key that is there has a value. */
export function given<Found extends object>(
  found: {
    [Key in keyof Found]: Found[Key] | undefined
  },
): Found {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Found
}
