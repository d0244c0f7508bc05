/** The order stays that of the tree; only one's own unit comes before the others. */
export function ownFirst<Row extends { unit: { id: number } }>(rows: Row[], own: number | undefined): Row[] {
  const mine = rows.filter(({ unit }) => unit.id === own)
  return mine.length === 0 ? rows : [...mine, ...rows.filter(({ unit }) => unit.id !== own)]
}
