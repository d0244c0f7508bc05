import { useEffect, useRef } from 'react'
import { isUsed, whenUsed } from './activity'

/**
 * Does something every so often, but only while the page is seen and used: a page left open asks for nothing, and
 * so never keeps a session alive. What was due meanwhile is done when somebody comes back.
 */
export function usePolite(work: () => void, every: number): void {
  const latest = useRef(work)
  latest.current = work
  useEffect(() => {
    let done = Date.now()
    const look = () => {
      if (Date.now() - done < every || !isUsed()) return
      done = Date.now()
      latest.current()
    }
    const timer = setInterval(look, Math.min(every, 15_000))
    document.addEventListener('visibilitychange', look)
    const forget = whenUsed(look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      forget()
    }
  }, [every])
}
