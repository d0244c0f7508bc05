const MONTHS: Record<string, number> = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 }

/** The first day of the period a day lies in, as the service counts periods. */
export function periodStart(day: string, cadence: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  const months = MONTHS[cadence]
  if (months === undefined) {
    // A week begins on Monday.
    date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
    return date.toISOString().slice(0, 10)
  }
  const month = date.getUTCMonth()
  return new Date(Date.UTC(date.getUTCFullYear(), month - (month % months), 1)).toISOString().slice(0, 10)
}
