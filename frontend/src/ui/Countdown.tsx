import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from './useNow'

/** Left time in words: `1:05` reads badly aloud. */
export function useSpan(): (seconds: number) => string {
  const { t } = useTranslation()
  return (seconds) => {
    const minutes = Math.floor(seconds / 60)
    const rest = seconds % 60
    if (minutes === 0) return t('common.span.seconds', { count: rest })
    return rest === 0
      ? t('common.span.minutes', { count: minutes })
      : t('common.span.both', { minutes, seconds: rest })
  }
}

/** How often a reader is told: seldom at first, often near the end, never each second. */
export function spoken(left: number): number {
  const step = left > 60 ? 60 : left > 10 ? 15 : 10
  return Math.ceil(left / step) * step
}

interface Props {
  until: number
  /** The sentence around the time left. */
  say: (span: string) => string
  onEnd?: () => void
}

/** Counts down to a moment: seen each second, read aloud now and then. */
export function Countdown({ until, say, onEnd }: Props) {
  const span = useSpan()
  const left = Math.max(0, Math.ceil((until - useNow(until)) / 1000))
  const end = useRef(onEnd)
  end.current = onEnd
  useEffect(() => {
    if (left === 0) end.current?.()
  }, [left])
  return (
    <>
      <span aria-hidden="true">{say(span(left))}</span>
      <span className="sr" role="status">
        {say(span(spoken(left)))}
      </span>
    </>
  )
}
