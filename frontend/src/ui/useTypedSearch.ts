import { type ChangeEvent, type FocusEvent, useEffect, useRef, useState } from 'react'

const PAUSE = 250

/**
 * A search box whose words go to the address when typing pauses. Left by a link, they are not sent any more: a
 * search that came after it would take the person back from where the link led.
 */
export function useTypedSearch(value: string, onSearch: (words: string) => void) {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const send = useRef(onSearch)
  send.current = onSearch

  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  function now(words: string): void {
    clearTimeout(timer.current)
    const wanted = words.trim()
    if (wanted === sent.current) return
    sent.current = wanted
    send.current(wanted)
  }

  return {
    value: text,
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      const words = event.target.value
      setText(words)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => now(words), PAUSE)
    },
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget instanceof HTMLAnchorElement) clearTimeout(timer.current)
    },
    onPressEnter: () => now(text),
  }
}
