import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import '@/i18n'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Light } from './Light'
import { presentLight } from './light'

const words = { red: 'late', yellow: 'soon', green: 'fine', grey: 'still' }
const LIGHTS = ['red', 'yellow', 'green', 'grey'] as const

/** The service's words, as if they had been asked for. */
function wrapper({ children }: { children: ReactNode }) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  const light = LIGHTS.map((code) => ({ code, label: words[code], label_en: words[code] }))
  queries.setQueryData(['meta'], { enums: { light } })
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>
}

describe('Light', () => {
  it('says each light in a word and draws each in a shape of its own', () => {
    const shapes = LIGHTS.map((light) => presentLight(light).path)
    expect(new Set(shapes).size).toBe(LIGHTS.length)
    for (const light of LIGHTS) {
      const { unmount } = render(<Light light={light} />, { wrapper })
      expect(screen.getByText(words[light])).toBeTruthy()
      unmount()
    }
  })

  it('keeps the word for screen readers where only the shape is shown', () => {
    render(<Light light="red" bare />, { wrapper })
    expect(screen.getByText(words.red).className).toBe('sr')
  })

  it('shows an unknown light as grey rather than failing', () => {
    expect(presentLight('purple').colour).toBe('grey')
  })
})
