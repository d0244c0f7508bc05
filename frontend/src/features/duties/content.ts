/** What a report holds, as the service takes it: `{"parts": {code: {text, numbers, reasons}}}`. */
export interface PartContent {
  text: string
  /** The unit's own; a number that is the ledger's is not among them. */
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
  /** What the ledger says; null: only the unit knows. */
  ledger: number | null
}
export interface Part {
  code: string
  required: boolean
  fields: Field[]
}
interface SavedField extends Field {
  value: number | null
  reason: string | null
}
export interface SavedPart extends Part {
  text: string | null
  fields: SavedField[]
}

const EMPTY: PartContent = { text: '', numbers: {}, reasons: {} }

/** The content as the service has it. */
export function savedContent(parts: readonly SavedPart[]): Content {
  return {
    parts: Object.fromEntries(
      parts.map(({ code, text, fields }) => {
        const own = fields.filter(({ value, ledger }) => value !== null && value !== ledger)
        return [
          code,
          {
            text: text ?? '',
            numbers: Object.fromEntries(own.map((field) => [field.code, field.value as number])),
            reasons: Object.fromEntries(
              own.flatMap((field) => (field.reason ? [[field.code, field.reason]] : [])),
            ),
          },
        ]
      }),
    ),
  }
}

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

/** What was kept on this device, perhaps by an older edition: what does not fit is left out rather than drawn. */
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

export function withText(content: Content, code: string, text: string): Content {
  return withPart(content, code, { text })
}

function withPart(content: Content, code: string, change: Partial<PartContent>): Content {
  return { parts: { ...content.parts, [code]: { ...partOf(content, code), ...change } } }
}

function without<Kept>(entries: Record<string, Kept>, key: string): Record<string, Kept> {
  const { [key]: _, ...rest } = entries
  return rest
}

/** A number left empty, or put back to the ledger's, is the ledger's again: it needs no reason. */
export function withNumber(content: Content, part: string, field: Field, value: number | null): Content {
  const { numbers, reasons } = partOf(content, part)
  const own = value !== null && value !== field.ledger
  return withPart(content, part, {
    numbers: own ? { ...numbers, [field.code]: value } : without(numbers, field.code),
    reasons: own ? reasons : without(reasons, field.code),
  })
}

export function withReason(content: Content, part: string, field: string, why: string): Content {
  const { reasons } = partOf(content, part)
  return withPart(content, part, {
    reasons: why === '' ? without(reasons, field) : { ...reasons, [field]: why },
  })
}

/** The number as it will be sent: the unit's own, else the ledger's. */
export function numberOf(content: Content, part: string, field: Field): number | null {
  return partOf(content, part).numbers[field.code] ?? field.ledger
}

/** Whether the unit says another number than the ledger. */
export function isChanged(content: Content, part: string, field: Field): boolean {
  const own = partOf(content, part).numbers[field.code]
  return field.ledger !== null && own !== undefined && own !== field.ledger
}

export type Lack = { part: string; field?: string; what: 'text' | 'number' | 'reason' }

/** What keeps a report from being sent, in the order of the form. `byFile`: a paper stands in place of the words. */
export function lacksOf(parts: readonly Part[], content: Content, byFile = false): Lack[] {
  return parts.flatMap((part) => {
    const { text, reasons } = partOf(content, part.code)
    const lacks: Lack[] = []
    if (part.required && !byFile && text.trim() === '') lacks.push({ part: part.code, what: 'text' })
    for (const field of part.fields) {
      const at = { part: part.code, field: field.code }
      if (isChanged(content, part.code, field) && !reasons[field.code]?.trim())
        lacks.push({ ...at, what: 'reason' })
      else if (part.required && numberOf(content, part.code, field) === null)
        lacks.push({ ...at, what: 'number' })
    }
    return lacks
  })
}

/** What is sent: no reason that is only blanks, which the service refuses. */
export function bodyOf(parts: readonly Part[], content: Content): Content {
  return {
    parts: Object.fromEntries(
      parts.map(({ code }) => {
        const { text, numbers, reasons } = partOf(content, code)
        const said = Object.entries(reasons).filter(([, why]) => why.trim() !== '')
        return [code, { text, numbers, reasons: Object.fromEntries(said) }]
      }),
    ),
  }
}

/** All the words, a part under its title; to be copied should somebody else have been faster. */
export function wordsOf(parts: readonly (Part & { title: string })[], content: Content): string {
  return parts
    .map(({ code, title }) => [title, partOf(content, code).text.trim()])
    .filter(([, text]) => text !== '')
    .map(([title, text]) => `${title}\n${text}`)
    .join('\n\n')
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
