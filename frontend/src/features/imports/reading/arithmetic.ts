import type { ImportDraft } from '@/api/types'

export type Figure = ImportDraft['figures'][number]
export type Count = Figure['parts'][number]

export interface Sum {
  parts: number
  agrees: boolean
}

/** What the parts come to, and whether that is the whole. Undefined where there is nothing to add up. */
export function sumOf(figure: Figure): Sum | undefined {
  if (figure.parts.length < 2) return undefined
  const parts = rounded(figure.parts.reduce((sum, part) => sum + part.value, 0))
  return { parts, agrees: Math.abs(parts - figure.value) <= slack([figure, ...figure.parts]) }
}

export interface Share {
  rate: number
  agrees: boolean
}

/** The share done again from its numbers, as exactly as it is stated. A rate without its numbers cannot be. */
export function shareOf(figure: Figure): Share | undefined {
  const { base, rate, value, unit } = figure
  if (!base || base.value === 0 || rate === null || unit === '%') return undefined
  const exact = (value / base.value) * 100
  const digits = digitsOf(rate)
  return {
    rate: Number(exact.toFixed(Math.max(digits, 2))),
    agrees: Math.abs(exact - rate) <= 0.5 / 10 ** digits + 1e-9,
  }
}

export function digitsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0
}

/** Sums of decimals carry no dust of binary fractions. */
function rounded(value: number): number {
  return Number(value.toFixed(6))
}

/** Rounded numbers may miss their sum by half of their last digit each. */
function slack(counts: readonly { value: number }[]): number {
  return counts.reduce((sum, { value }) => {
    const digits = digitsOf(value)
    return sum + (digits === 0 ? 0 : 0.5 / 10 ** digits)
  }, 1e-6)
}
