import { act, renderHook } from '@testing-library/react'
import type { ChangeEvent, FocusEvent } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useTypedSearch } from './useTypedSearch'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const typed = (value: string) => ({ target: { value } }) as ChangeEvent<HTMLInputElement>

it('searches once when typing pauses', () => {
  const asked: string[] = []
  const { result } = renderHook(() => useTypedSearch('', (words) => asked.push(words)))
  act(() => result.current.onChange(typed('a')))
  act(() => result.current.onChange(typed('ab ')))
  expect(asked).toEqual([])
  act(() => vi.advanceTimersByTime(1000))
  expect(asked).toEqual(['ab'])
})

it('searches at once by the Enter key, and not again after', () => {
  const asked: string[] = []
  const { result } = renderHook(() => useTypedSearch('', (words) => asked.push(words)))
  act(() => result.current.onChange(typed('ab')))
  act(() => result.current.onPressEnter())
  act(() => vi.advanceTimersByTime(1000))
  expect(asked).toEqual(['ab'])
})

it('searches no more once it is left by a link', () => {
  const asked: string[] = []
  const { result } = renderHook(() => useTypedSearch('', (words) => asked.push(words)))
  const left = (by: HTMLElement) => ({ relatedTarget: by }) as unknown as FocusEvent
  act(() => result.current.onChange(typed('ab')))
  act(() => result.current.onBlur(left(document.createElement('a'))))
  act(() => vi.advanceTimersByTime(1000))
  expect(asked).toEqual([])
  act(() => result.current.onChange(typed('ab')))
  act(() => result.current.onBlur(left(document.createElement('button'))))
  act(() => vi.advanceTimersByTime(1000))
  expect(asked).toEqual(['ab'])
})

it('says nothing after the page is left, and follows the address', () => {
  const asked: string[] = []
  const { result, rerender, unmount } = renderHook(
    ({ value }) => useTypedSearch(value, (words) => asked.push(words)),
    { initialProps: { value: 'x' } },
  )
  rerender({ value: 'y' })
  expect(result.current.value).toBe('y')
  act(() => result.current.onChange(typed('z')))
  unmount()
  vi.advanceTimersByTime(1000)
  expect(asked).toEqual([])
})
