import { useEffect, useState } from 'react'

/** The time, anew every so often; stands still once `until` has passed. */
export function useNow(until: number, every = 1000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) clearInterval(timer)
    }, every)
    return () => clearInterval(timer)
  }, [until, every])
  return now
}
