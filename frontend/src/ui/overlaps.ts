/** As many as the service compares at once. */
const MOST = 40

/** The names of numbers as they are compared: each once, none empty. */
export function namesOf(typed: readonly string[]): string[] {
  return [...new Set(typed.map((name) => name.trim()).filter(Boolean))].slice(0, MOST)
}
