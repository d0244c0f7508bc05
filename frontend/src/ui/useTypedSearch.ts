import { type ChangeEvent, useEffect, useRef, useState } from 'react'

const PAUSE = 250

/**
 * A search box whose words go to the address when typing pauses, or at once when the box is left. Sent once and
 * never later: a search that came after a click on a link would take the person back from where the link led.
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
    onBlur: () => now(text),
    onPressEnter: () => now(text),
  }
}
