import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { enUS } from './en-US'
import { zhCN } from './zh-CN'

const BACKEND = join(import.meta.dirname, '../../../backend/mingze')

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return entry.name.endsWith('.py') ? [readFileSync(path, 'utf8')] : []
  })
}

const python = sources(BACKEND)

function found(pattern: RegExp): string[] {
  return python.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] as string))
}

/** Actions of the command line's own parser. */
const COMMAND_LINE = new Set(['store_true', 'append'])

/** Every action the service writes: named outright, a move of a workflow, a kind of request. */
function actions(): Set<string> {
  // The words among the plain arguments: before the first named one, or the first mapping.
  const calls = found(/\b(?:touch|_record|record_\w+)\(((?:[^=(){]|\([^)]*\))*)/g)
  const kinds = found(/class RequestKind\(StrEnum\):([\s\S]*?)\n\n\n/g)
  return new Set([
    ...found(/\baction="(\w+)"/g).filter((name) => !COMMAND_LINE.has(name)),
    ...found(/\bMove\(\s*"(\w+)"/g),
    ...calls.flatMap((text) => [...text.matchAll(/"([a-z_]+)"/g)].map((match) => match[1] as string)),
    ...kinds.flatMap((text) => [...text.matchAll(/"([a-z_]+)"/g)].map((match) => match[1] as string)),
  ])
}

const RESOURCES = new Set(Object.keys(zhCN.event.resource))

it('has a word in both languages for every action the service writes', () => {
  const written = [...actions()].filter((name) => !RESOURCES.has(name))
  expect(written).toEqual(
    expect.arrayContaining([
      'change_row',
      'drop_row',
      'restore_row',
      'merge_rows',
      'hand_out',
      'sign_in',
      'void',
    ]),
  )
  const named = (action: string, words: object) =>
    Object.keys(words).some(
      (key) =>
        key === action ||
        (/^_(finding|rectification_item|unit|complaint)$/.test(key.slice(action.length)) &&
          key.startsWith(action)),
    )
  expect(written.filter((name) => !named(name, zhCN.event.action))).toEqual([])
  expect(written.filter((name) => !named(name, enUS.event.action))).toEqual([])
})
