/** The small region the journeys act in, made by `mingze admin`; it stands beside the demonstration. */
export const FIRST_PASSWORD = 'Once-Only-2026'
export const PASSWORD = 'Qingchuan-2026-E2E'

export const UNITS: { code: string; name: string; kind: string; below?: string }[] = [
  { code: 'E2E', name: '晴川市卫生健康委员会', kind: 'commission' },
  { code: 'E2E-JDB', name: '晴川监督办公室', kind: 'department', below: 'E2E' },
  { code: 'E2E-YZK', name: '晴川医政医管科', kind: 'department', below: 'E2E' },
  { code: 'E2E-YY', name: '晴川第一医院', kind: 'hospital', below: 'E2E' },
]

export interface Person {
  username: string
  name: string
  home: string
  roles: [role: string, unit: string][]
}

/** Signs in for the first time in a test; for all others that is behind them. */
export const NEWCOMER = 'e2e.first'

export const PEOPLE: Person[] = [
  { username: NEWCOMER, name: '新来者', home: 'E2E-JDB', roles: [['clerk', 'E2E']] },
  { username: 'e2e.clerk', name: '苏经办', home: 'E2E-JDB', roles: [['clerk', 'E2E']] },
  { username: 'e2e.second', name: '陶复核', home: 'E2E-JDB', roles: [['clerk', 'E2E']] },
  { username: 'e2e.leader', name: '程分管', home: 'E2E', roles: [['leader', 'E2E']] },
  // The head of the department also works in the office: may verify what others did, never what is her own.
  {
    username: 'e2e.head',
    name: '韩科长',
    home: 'E2E-YZK',
    roles: [
      ['unit_head', 'E2E-YZK'],
      ['clerk', 'E2E'],
    ],
  },
  { username: 'e2e.liaison', name: '葛联络', home: 'E2E-YZK', roles: [['liaison', 'E2E-YZK']] },
  { username: 'e2e.hospital', name: '尤院长', home: 'E2E-YY', roles: [['unit_head', 'E2E-YY']] },
  { username: 'e2e.auditor', name: '审计员', home: 'E2E', roles: [['auditor', 'E2E']] },
]
