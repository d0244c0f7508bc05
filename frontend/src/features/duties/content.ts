/** What a report holds, as the service keeps it: `{"parts": {code: {text, numbers, reasons}}}`. */
export interface PartContent {
  text: string
  numbers: Record<string, number>
  /** Why a number is not the ledger's. */
  reasons: Record<string, string>
}
export interface Content {
  parts: Record<string, PartContent>
}

export interface Field {
  code: string
  label: string
  unit?: string | null
  metric?: string | null
}
export interface Part {
  code: string
  title: string
  required: boolean
  fields: Field[]
}

/** What the ledger says of a field. */
export type Figures = Readonly<Record<string, { value: number; at?: string | null } | undefined>>

const EMPTY: PartContent = { text: '', numbers: {}, reasons: {} }

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}

function only<Kept>(value: unknown, fits: (entry: unknown) => entry is Kept): Record<string, Kept> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((pair): pair is [string, Kept] => fits(pair[1])),
  )
}

/** Kept as free JSON, on this device too: what does not fit is left out rather than drawn. */
export function contentOf(value: unknown): Content {
  const parts = Object.entries(record(record(value).parts)).map(([code, part]) => {
    const { text, numbers, reasons } = record(part)
    return [
      code,
      {
        text: typeof text === 'string' ? text : '',
        numbers: only(numbers, (entry): entry is number => typeof entry === 'number'),
        reasons: only(reasons, (entry): entry is string => typeof entry === 'string'),
      },
    ] as const
  })
  return { parts: Object.fromEntries(parts) }
}

export function partOf(content: Content, code: string): PartContent {
  return content.parts[code] ?? EMPTY
}

export function withPart(content: Content, code: string, change: Partial<PartContent>): Content {
  return { parts: { ...content.parts, [code]: { ...partOf(content, code), ...change } } }
}

function without<Kept>(entries: Record<string, Kept>, key: string): Record<string, Kept> {
  const { [key]: _, ...rest } = entries
  return rest
}

/** A number left empty, or put back to the ledger's, is the ledger's again: it needs no reason. */
export function withNumber(
  content: Content,
  part: string,
  field: string,
  value: number | null,
  figures: Figures,
): Content {
  const { numbers, reasons } = partOf(content, part)
  const own = value !== null && value !== figures[field]?.value
  return withPart(content, part, {
    numbers: own ? { ...numbers, [field]: value } : without(numbers, field),
    reasons: own ? reasons : without(reasons, field),
  })
}

export function withReason(content: Content, part: string, field: string, why: string): Content {
  const { reasons } = partOf(content, part)
  return withPart(content, part, {
    reasons: why.trim() === '' ? without(reasons, field) : { ...reasons, [field]: why },
  })
}

/** The number as it will be sent: the unit's own, else the ledger's. */
export function numberOf(content: Content, part: string, field: string, figures: Figures): number | null {
  return partOf(content, part).numbers[field] ?? figures[field]?.value ?? null
}

/** Whether the unit says another number than the ledger. */
export function isChanged(content: Content, part: string, field: string, figures: Figures): boolean {
  const figure = figures[field]
  const own = partOf(content, part).numbers[field]
  return figure !== undefined && own !== undefined && own !== figure.value
}

export type Lack = { part: string; field?: string; what: 'text' | 'number' | 'reason' }

/** What keeps a report from being sent, in the order of the form. */
export function lacksOf(parts: readonly Part[], content: Content, figures: Figures): Lack[] {
  return parts.flatMap((part) => {
    const { text, reasons } = partOf(content, part.code)
    const lacks: Lack[] = []
    if (part.required && text.trim() === '') lacks.push({ part: part.code, what: 'text' })
    for (const { code: field } of part.fields) {
      if (isChanged(content, part.code, field, figures) && !reasons[field]?.trim())
        lacks.push({ part: part.code, field, what: 'reason' })
      else if (part.required && numberOf(content, part.code, field, figures) === null)
        lacks.push({ part: part.code, field, what: 'number' })
    }
    return lacks
  })
}

export function isSame(one: Content, other: Content): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([key, entry]) => [key, sorted(entry)]),
  )
}
