import { expect, it } from 'vitest'
import { bySeverity, type Finding, uptimeOf } from './status'

it('puts the gravest findings first', () => {
  const finding = (severity: string) => ({ severity, code: severity, message: '' }) as Finding
  const found = bySeverity([finding('info'), finding('error'), finding('info')])
  expect(found.map(([severity, list]) => [severity, list.length])).toEqual([
    ['error', 1],
    ['info', 2],
  ])
})

it('tells how long it has been running', () => {
  expect(uptimeOf(59)).toEqual({ days: 0, hours: 0, minutes: 0 })
  expect(uptimeOf(90_061)).toEqual({ days: 1, hours: 1, minutes: 1 })
})
