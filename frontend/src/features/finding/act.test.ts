import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entriesOf, knows } from './act'
import { missingEntry } from './entries'

interface Contract {
  paths: Record<string, unknown>
  components: { schemas: Record<string, { enum?: string[] }> }
}

const CONTRACT = join(import.meta.dirname, '../../../../openapi/openapi.json')
const contract = JSON.parse(readFileSync(CONTRACT, 'utf8')) as Contract

describe('acts on a finding', () => {
  it('are all known that the contract offers', () => {
    const offered = Object.keys(contract.paths).flatMap((path) => {
      const code = /^\/api\/v1\/findings\/\{finding_id\}\/actions\/([a-z-]+)$/.exec(path)?.[1]
      return code ? [code.replaceAll('-', '_')] : []
    })
    expect(offered.length).toBeGreaterThan(10)
    expect(offered.filter((code) => !knows(code))).toEqual([])
  })

  it('include every kind of request', () => {
    const kinds = contract.components.schemas.RequestKind?.enum ?? []
    expect(kinds.length).toBeGreaterThan(5)
    expect(kinds.filter((kind) => !knows(`ask_${kind}`))).toEqual([])
  })

  it('that the page does not know are not offered', () => {
    expect(knows('teleport')).toBe(false)
  })
})

describe('missingEntry', () => {
  it('wants a reason in words, not in blanks', () => {
    expect(missingEntry(entriesOf('decline'), { reason: '  ' })).toBe(true)
    expect(missingEntry(entriesOf('decline'), { reason: 'not ours' })).toBe(false)
  })

  it('lets acts pass that need nothing', () => {
    expect(missingEntry(entriesOf('accept'), {})).toBe(false)
  })

  it('hands out only to an answering unit with a day', () => {
    const units = [{ unit_id: 1, name: 'x', part: 'cooperating' as const }]
    expect(missingEntry(entriesOf('hand_out'), { units, due_on: '2026-05-01' })).toBe(true)
    const answering = [{ unit_id: 1, name: 'x', part: 'answering' as const }]
    expect(missingEntry(entriesOf('hand_out'), { units: answering })).toBe(true)
    expect(missingEntry(entriesOf('hand_out'), { units: answering, due_on: '2026-05-01' })).toBe(false)
  })

  it('records a countersignature only with the full name of every organ', () => {
    const paper = { document: 'No. 8', on: '2026-05-01' }
    expect(missingEntry(entriesOf('countersign'), { ...paper, organs: [] })).toBe(true)
    expect(
      missingEntry(entriesOf('countersign'), { ...paper, organs: [{ kind: 'discipline', name: '' }] }),
    ).toBe(true)
    expect(
      missingEntry(entriesOf('countersign'), { ...paper, organs: [{ kind: 'discipline', name: 'A' }] }),
    ).toBe(false)
  })
})
