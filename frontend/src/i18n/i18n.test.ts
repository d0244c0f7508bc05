import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { enUS } from './en-US'
import { zhCN } from './zh-CN'

const SRC = join(import.meta.dirname, '..')
const HAN = /\p{Script=Han}/u

function entries(tree: object, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : entries(value, `${prefix}${key}.`),
  )
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|\.d\.ts$/.test(entry.name) ? [path] : []
  })
}

const chinese = entries(zhCN)
const english = entries(enUS)
const holes = (text: string) => [...new Set([...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]))].sort()

describe('translations', () => {
  it('have the same keys', () => {
    expect(english.map(([key]) => key).sort()).toEqual(chinese.map(([key]) => key).sort())
  })

  it('have no empty text', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('have the same blanks to fill', () => {
    const byKey = new Map(english)
    for (const [key, text] of chinese) expect([key, holes(byKey.get(key) ?? '')]).toEqual([key, holes(text)])
  })

  it('are English in English', () => {
    expect(english.filter(([, text]) => HAN.test(text))).toEqual([])
  })

  it('are used: no key stands unused', () => {
    const code = sources(SRC)
      .filter((path) => !relative(SRC, path).startsWith('i18n'))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n')
    const templates = [...code.matchAll(/`([\w.]+)\.\$\{/g)].map((match) => `${match[1]}.`)
    const unused = chinese
      .map(([key]) => key)
      .filter((key) => !code.includes(`'${key}'`) && !templates.some((template) => key.startsWith(template)))
    expect(unused).toEqual([])
  })
})

describe('source files', () => {
  it('hold no Chinese outside the translations; comments are English too', () => {
    const found = sources(SRC)
      .filter((path) => !relative(SRC, path).startsWith('i18n'))
      .flatMap((path) =>
        readFileSync(path, 'utf8')
          .split('\n')
          .flatMap((line, index) =>
            HAN.test(line.replace(/^\s*(\/\/|\*|\/\*\*).*$/, ''))
              ? [`${relative(SRC, path)}:${index + 1}`]
              : [],
          ),
      )
    expect(found).toEqual([])
  })
})
