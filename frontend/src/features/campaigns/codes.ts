/** A code that stands nowhere yet: people name parts by their titles, the service by codes. */
export function freshCode(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1
  while (taken.includes(`${stem}_${number}`)) number += 1
  return `${stem}_${number}`
}
