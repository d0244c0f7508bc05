import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import '@/i18n'
import { zhCN } from '@/i18n/zh-CN'
import { Light } from './Light'
import { presentLight } from './light'

const LIGHTS = ['red', 'yellow', 'green', 'grey'] as const

describe('Light', () => {
  it('says each light in a word and draws each in a shape of its own', () => {
    const shapes = LIGHTS.map((light) => presentLight(light).path)
    expect(new Set(shapes).size).toBe(LIGHTS.length)
    for (const light of LIGHTS) {
      const { unmount } = render(<Light light={light} />)
      expect(screen.getByText(zhCN.common.light[light])).toBeTruthy()
      unmount()
    }
  })

  it('keeps the word for screen readers where only the shape is shown', () => {
    render(<Light light="red" bare />)
    expect(screen.getByText(zhCN.common.light.red).className).toBe('sr')
  })

  it('shows an unknown light as grey rather than failing', () => {
    expect(presentLight('purple').colour).toBe('grey')
  })
})
