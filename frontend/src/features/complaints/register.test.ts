import { describe, expect, it } from 'vitest'
import { bodyOf, hasContact, NOTHING, nextOf } from './register'

describe('what a clerk enters', () => {
  it('is sent without what was left empty', () => {
    expect(bodyOf({ ...NOTHING, text: ' queue ', name: ' W ', phone: '' })).toEqual({
      kind: 'complaint',
      channel: 'phone',
      matter: 'complain',
      named_account_ids: [],
      text: 'queue',
      complainant: { name: 'W' },
    })
  })

  it('names a head only together with a unit, and a superior only where one sent it', () => {
    const typed = {
      ...NOTHING,
      text: 'x',
      names_head: true,
      superior_document: '7',
      petition_class: 'appeal',
    }
    expect(bodyOf(typed)).not.toHaveProperty('names_head')
    expect(bodyOf(typed)).not.toHaveProperty('superior_document')
    expect(bodyOf(typed)).not.toHaveProperty('petition_class')
    expect(bodyOf({ ...typed, about_unit_id: 3, channel: 'superior', kind: 'petition' })).toMatchObject({
      names_head: true,
      from_superior: true,
      superior_document: '7',
      petition_class: 'appeal',
    })
  })

  it('leaves only the way it came in for the next one', () => {
    expect(nextOf({ ...NOTHING, channel: 'visit', text: 'x', phone: '1' })).toEqual({
      ...NOTHING,
      channel: 'visit',
    })
    expect(hasContact(NOTHING)).toBe(false)
    expect(hasContact({ ...NOTHING, phone: '1' })).toBe(true)
  })
})
