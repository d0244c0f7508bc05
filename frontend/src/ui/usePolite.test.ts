import { renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { usePolite } from './usePolite'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('asks while somebody is there, stops when nobody is, and catches up when somebody comes back', () => {
  const work = vi.fn()
  window.dispatchEvent(new Event('keydown'))
  const { unmount } = renderHook(() => usePolite(work, 60_000))
  vi.advanceTimersByTime(61_000)
  expect(work).toHaveBeenCalledTimes(1)

  // Nobody touches the page: within two minutes it falls silent, and stays so.
  vi.advanceTimersByTime(60_000)
  const silent = work.mock.calls.length
  vi.advanceTimersByTime(60 * 60_000)
  expect(work).toHaveBeenCalledTimes(silent)

  window.dispatchEvent(new Event('pointerdown'))
  expect(work).toHaveBeenCalledTimes(silent + 1)
  unmount()
  window.dispatchEvent(new Event('pointerdown'))
  vi.advanceTimersByTime(120_000)
  expect(work).toHaveBeenCalledTimes(silent + 1)
})
