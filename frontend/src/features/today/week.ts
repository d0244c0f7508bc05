/** The Sunday that ends the week of `day` (weeks run Monday to Sunday). */
export function endOfWeek(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  const left = (7 - date.getUTCDay()) % 7
  date.setUTCDate(date.getUTCDate() + left)
  return date.toISOString().slice(0, 10)
}
