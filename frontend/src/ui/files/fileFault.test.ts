import { expect, it } from 'vitest'
import { fileFault } from './fileFault'

it('finds an empty, a large and a mislabelled file before it is sent', async () => {
  const jpeg = new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], 'a.JPG')
  expect(await fileFault(jpeg, 100)).toBeNull()
  expect(await fileFault(jpeg, 3)).toBe('large')
  expect(await fileFault(new File([], 'a.jpg'), 100)).toBe('empty')
  expect(await fileFault(new File(['MZ..'], 'a.jpg'), 100)).toBe('kind')
  expect(await fileFault(new File(['%PDF-1.7'], 'a.pdf'), 100)).toBeNull()
  expect(await fileFault(new File(['anything'], 'image'), 100)).toBeNull()
})
