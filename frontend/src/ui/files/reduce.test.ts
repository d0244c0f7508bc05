import { expect, it } from 'vitest'
import { fitted, isReducible, reduced, reducedName } from './reduce'

it('fits a photo into the longest side and never enlarges it', () => {
  expect(fitted(4000, 3000)).toEqual({ width: 2560, height: 1920 })
  expect(fitted(3000, 4000)).toEqual({ width: 1920, height: 2560 })
  expect(fitted(800, 600)).toEqual({ width: 800, height: 600 })
  expect(fitted(10_000, 2)).toEqual({ width: 2560, height: 1 })
})

it('says in the name that it is not the original', () => {
  expect(reducedName('现场.照片.PNG', '(压缩)')).toBe('现场.照片(压缩).jpg')
})

it('leaves papers, small photos and what cannot be read as they are', async () => {
  expect(isReducible({ type: 'application/pdf', size: 5_000_000 })).toBe(false)
  expect(isReducible({ type: 'image/jpeg', size: 100_000 })).toBe(false)
  expect(isReducible({ type: 'image/jpeg', size: 5_000_000 })).toBe(true)
  const broken = new File([new Uint8Array(900_000)], 'a.jpg', { type: 'image/jpeg' })
  expect(await reduced(broken, '~')).toBe(broken)
})
