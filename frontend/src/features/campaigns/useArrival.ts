import { useEffect, useRef } from 'react'

/** Brings an element into sight and under the keyboard when the address leads to it. */
export function useArrival<Kind extends HTMLElement>(at: string | undefined, own: string) {
  const element = useRef<Kind>(null)
  useEffect(() => {
    if (at !== own || !element.current) return
    element.current.scrollIntoView({ block: 'center' })
    element.current.focus({ preventScroll: true })
  }, [at, own])
  return element
}
