export interface Named {
  id: number
  name: string
}

/** Whose view a move changes: who stands above a unit sees it. Both ways lead from the top to the unit directly above. */
export function whoSees(before: Named[], after: Named[]): { lose: Named[]; gain: Named[] } {
  const had = new Set(before.map(({ id }) => id))
  const has = new Set(after.map(({ id }) => id))
  return {
    lose: before.filter(({ id }) => !has.has(id)),
    gain: after.filter(({ id }) => !had.has(id)),
  }
}

/** The last few steps of a way; the top of a region says little. */
export function wayOf(path: Named[], steps = 3): string {
  return path
    .slice(-steps)
    .map(({ name }) => name)
    .join(' / ')
}
