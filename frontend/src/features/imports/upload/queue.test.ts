import { describe, expect, it } from 'vitest'
import type { ImportDraft } from '@/api/types'
import { type Entry, nextOf, type QueueAction, reduceQueue } from './queue'

const entry = (id: number): Entry => ({ id, file: new File([], `${id}.txt`), stage: 'waiting', percent: 0 })
const after = (...actions: QueueAction[]) =>
  actions.reduce(reduceQueue, [entry(1), entry(2)] as readonly Entry[])

describe('files on their way in', () => {
  it('go one after another', () => {
    expect(nextOf(after())?.id).toBe(1)
    expect(nextOf(after({ do: 'progress', id: 1, percent: 40 }))).toBeUndefined()
    expect(nextOf(after({ do: 'progress', id: 1, percent: 100 }))).toBeUndefined()
    expect(nextOf(after({ do: 'read', id: 1, draft: {} as ImportDraft }))?.id).toBe(2)
  })

  it('are being read once all of a file has been sent', () => {
    expect(after({ do: 'progress', id: 1, percent: 99 })[0]?.stage).toBe('sending')
    expect(after({ do: 'progress', id: 1, percent: 100 })[0]?.stage).toBe('reading')
  })

  it('that are refused hold up no other, and can be sent again', () => {
    const refused = after({ do: 'refused', id: 1, error: 'no converter' })
    expect(nextOf(refused)?.id).toBe(2)
    expect(refused[0]).toMatchObject({ stage: 'refused', error: 'no converter' })
    const again = reduceQueue(refused, { do: 'again', id: 1 })
    expect(again[0]).toMatchObject({ stage: 'waiting', percent: 0 })
    expect(again[0]?.error).toBeUndefined()
    expect(nextOf(again)?.id).toBe(1)
  })

  it('leave the list when they are dismissed', () => {
    expect(after({ do: 'dismiss', id: 1 }).map(({ id }) => id)).toEqual([2])
  })
})
