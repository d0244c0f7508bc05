import { describe, expect, it } from 'vitest'
import { byPhase, clash, phaseOf, termFault } from './appointing'
import { halfTask } from './halves'
import { parseAccountsSearch } from './search'
import { temporaryPassword } from './temporary'

const TODAY = '2026-11-22'
const term = (starts_on: string, ends_on: string | null = null) => ({ starts_on, ends_on })

describe('appointments', () => {
  it('are in force on their first and on their last day', () => {
    expect(phaseOf(term(TODAY, TODAY), TODAY)).toBe('now')
    expect(phaseOf(term('2026-11-23'), TODAY)).toBe('future')
    expect(phaseOf(term('2026-01-01', '2026-11-21'), TODAY)).toBe('past')
  })

  it('stand by phase, what ended last before what ended earlier', () => {
    const early = term('2025-01-01', '2025-06-01')
    const late = term('2025-01-01', '2026-06-01')
    const found = byPhase([early, late, term('2027-01-01'), term('2026-01-01')], TODAY)
    expect(found.past).toEqual([late, early])
    expect([found.now.length, found.future.length]).toEqual([1, 1])
  })

  it('never begin in the past nor end before they begin', () => {
    expect(termFault(term('2026-11-21'), TODAY)).toBe('backdated')
    expect(termFault(term('2026-12-01', '2026-11-30'), TODAY)).toBe('backwards')
    expect(termFault(term(TODAY, TODAY), TODAY)).toBeNull()
  })
})

describe('the three administrators', () => {
  it('go with nothing but themselves', () => {
    expect(clash(['system_admin'], 'auditor')).toBe('system_admin')
    expect(clash(['clerk'], 'security_admin')).toBe('clerk')
    expect(clash(['auditor'], 'clerk')).toBe('auditor')
    expect(clash(['auditor'], 'auditor')).toBeNull()
    expect(clash(['clerk'], 'leader')).toBeNull()
    expect(clash([], 'auditor')).toBeNull()
  })
})

describe('a temporary password', () => {
  it('has every kind of character, and none that is taken for another', () => {
    for (let times = 0; times < 200; times += 1) {
      const password = temporaryPassword()
      expect(password).toMatch(/^(?:[a-zA-Z2-9]{4}-){3}[a-zA-Z2-9]{4}$/)
      expect(password).toMatch(/[a-z]/)
      expect(password).toMatch(/[A-Z]/)
      expect(password).toMatch(/[2-9]/)
      expect(password).not.toMatch(/[l1IO0o]/)
    }
  })

  it('is not the same twice', () => {
    expect(new Set(Array.from({ length: 100 }, () => temporaryPassword())).size).toBe(100)
  })
})

describe('the second half of a password', () => {
  const system = (permission: string) => permission === 'account.open'
  const security = (permission: string) => permission === 'account.manage'
  const waiting = (password_half: 'system' | 'security' | null) => ({ id: 7, password_half })

  it('is handed over by the other kind of administrator', () => {
    expect(halfTask(waiting('system'), 1, system)).toBe('mine')
    expect(halfTask(waiting('system'), 1, security)).toBe('other')
    expect(halfTask(waiting('security'), 1, security)).toBe('mine')
    expect(halfTask(waiting('security'), 1, system)).toBe('other')
  })

  it('is never handed to oneself', () => {
    expect(halfTask(waiting('system'), 7, system)).toBe('other')
  })

  it('is nobody’s task where none waits', () => {
    expect(halfTask(waiting(null), 1, system)).toBeNull()
  })
})

it('reads filters from the address', () => {
  expect(parseAccountsSearch({ q: ' x ', unit_id: '3', active: 'false', appointed: 'false' })).toEqual({
    q: 'x',
    unit_id: 3,
    active: false,
    appointed: false,
  })
  expect(parseAccountsSearch({ active: 'maybe', unit_id: 'x' })).toEqual({})
})
