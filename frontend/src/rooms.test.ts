import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = import.meta.dirname

/** Which rooms a room may use; a feature may use itself and what lies below, never another feature. */
const BELOW: Record<string, string[]> = {
  routes: ['features', 'ui', 'api', 'i18n'],
  features: ['ui', 'api', 'i18n'],
  ui: ['api', 'i18n'],
  api: [],
  i18n: [],
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function imports(path: string): string[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, target]) => {
    if (target?.startsWith('@/')) return [target.slice(2)]
    if (target?.startsWith('.')) return [relative(SRC, resolve(dirname(path), target))]
    return []
  })
}

describe('rooms of the front end', () => {
  it('use only the rooms below them, and a feature never another', () => {
    const wrong: string[] = []
    for (const path of sources(SRC)) {
      const from = relative(SRC, path).split('/')
      const room = from[0] as string
      if (!(room in BELOW)) continue
      for (const target of imports(path)) {
        const to = target.split('/')
        const own = to[0] === room && (room !== 'features' || to[1] === from[1])
        if (!own && !BELOW[room]?.includes(to[0] as string)) wrong.push(`${from.join('/')} → ${target}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('reach the service by the generated client alone', () => {
    const wrong = sources(SRC)
      .map((path) => relative(SRC, path))
      .filter((path) => !path.startsWith('api/'))
      .filter((path) =>
        /\bfetch\(|XMLHttpRequest|localStorage\.setItem\([^)]*token/.test(
          readFileSync(join(SRC, path), 'utf8'),
        ),
      )
    expect(wrong).toEqual([])
  })
})
