import { memo, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cutIntoLines, type Line, lowerBound, type Marks, type Span } from './segments'

export interface Lit {
  strong: Span[]
  soft: Span | null
  /** Bring it into view: hovering does, but only when the pointer rests. */
  follow: boolean
}

interface Props {
  text: string
  marks: Marks
  lit: Lit
  onPick: (offset: number) => void
}

/**
 * The source as it was read. The text is drawn once; lighting a span only touches the classes of its own
 * segments, so that a document of two hundred thousand characters answers at once.
 */
export function SourceText({ text, marks, lit, onPick }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  const lines = useMemo(() => cutIntoLines(text, marks), [text, marks])
  const starts = useMemo(
    () => lines.flatMap((line) => line.segments.map((segment) => segment.start)),
    [lines],
  )

  useEffect(() => {
    const container = box.current
    if (!container) return
    const elements = container.querySelectorAll<HTMLElement>('[data-a]')
    const strong = lit.strong.flatMap((span) => within(elements, starts, span))
    const soft = lit.soft ? within(elements, starts, lit.soft) : []
    for (const element of soft) element.classList.add('soft')
    for (const element of strong) element.classList.add('lit')
    const timer = lit.follow ? setTimeout(() => reveal(container, strong[0] ?? soft[0]), 120) : undefined
    return () => {
      clearTimeout(timer)
      for (const element of soft) element.classList.remove('soft')
      for (const element of strong) element.classList.remove('lit')
    }
  }, [lit, starts])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={box} className="source" aria-label={t('imports.source')} tabIndex={0}>
      <Lines lines={lines} text={text} onPick={onPick} />
    </section>
  )
}

const Lines = memo(function Lines(props: { lines: Line[]; text: string; onPick: (offset: number) => void }) {
  const { lines, text, onPick } = props
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a pointer shortcut; by keyboard one goes through the rows
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      onClick={(event) => {
        const start = (event.target as HTMLElement).dataset.a
        if (start !== undefined) onPick(Number(start))
      }}
    >
      {blocksOf(lines).map((block) => (
        <div key={block[0]?.start} className="block">
          {block.map((line) => (
            <p key={line.start}>
              {line.segments.map((segment) => (
                <span key={segment.start} data-a={segment.start} className={classOf(segment) || undefined}>
                  {text.slice(segment.start, segment.end)}
                </span>
              ))}
            </p>
          ))}
        </div>
      ))}
    </div>
  )
})

const BLOCK = 40

/** Lines by the block: the browser leaves out what is far away, and asks of each block, not of each line. */
function blocksOf(lines: Line[]): Line[][] {
  const blocks: Line[][] = []
  for (let from = 0; from < lines.length; from += BLOCK) blocks.push(lines.slice(from, from + BLOCK))
  return blocks
}

function classOf(segment: { unread: boolean; warned: boolean; read: boolean }): string {
  return [segment.read && 'read', segment.unread && 'unread', segment.warned && 'warned']
    .filter(Boolean)
    .join(' ')
}

function within(elements: NodeListOf<HTMLElement>, starts: number[], [from, to]: Span): HTMLElement[] {
  const found: HTMLElement[] = []
  for (
    let index = lowerBound(starts, from);
    index < starts.length && (starts[index] as number) < to;
    index += 1
  ) {
    const element = elements[index]
    if (element) found.push(element)
  }
  return found
}

/** Scrolls the text alone, not the page; twice, as lines far away get their true height only when near. */
function reveal(container: HTMLElement, element: HTMLElement | undefined): void {
  if (!element) return
  const place = () => {
    const box = container.getBoundingClientRect()
    const mark = element.getBoundingClientRect()
    if (mark.top >= box.top + 40 && mark.bottom <= box.bottom - 40) return
    container.scrollTop += mark.top - box.top - box.height / 3
  }
  place()
  requestAnimationFrame(() => {
    place()
    requestAnimationFrame(place)
  })
}
