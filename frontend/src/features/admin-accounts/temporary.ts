/** Letters and digits that are not taken for one another when read out or copied by hand. */
const KINDS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'] as const
const GROUPS = 4
const GROUP = 4

/** A password to be handed over once: four groups of four, each kind of character in it, about 90 bits. */
export function temporaryPassword(random: (below: number) => number = secureRandom): string {
  const all = KINDS.join('')
  const pick = (from: string) => from[random(from.length)] ?? ''
  const signs = KINDS.map(pick)
  while (signs.length < GROUPS * GROUP) signs.push(pick(all))
  // The kinds that must be there shall not stand at known places.
  for (let last = signs.length - 1; last > 0; last -= 1) {
    const other = random(last + 1)
    const kept = signs[last] as string
    signs[last] = signs[other] as string
    signs[other] = kept
  }
  const text = signs.join('')
  return Array.from({ length: GROUPS }, (_, at) => text.slice(at * GROUP, (at + 1) * GROUP)).join('-')
}

/** Every value is equally likely: what would favour the small ones is thrown away. */
function secureRandom(below: number): number {
  const limit = 256 - (256 % below)
  const bytes = new Uint8Array(1)
  do crypto.getRandomValues(bytes)
  while ((bytes[0] as number) >= limit)
  return (bytes[0] as number) % below
}
