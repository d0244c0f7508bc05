import { Api } from './api'

/** The one password of the demonstration, as `make run` prints it. */
export const DEMONSTRATION_PASSWORD = 'Yunzhou-2026'
export const FIRST_PASSWORD = 'Once-Only-2026'
export const PASSWORD = 'Qingchuan-2026-E2E'

/** The small region the journeys act in, below the city of the demonstration. */
const UNITS: { code: string; name: string; kind: string; below?: string }[] = [
  { code: 'E2E', name: '晴川市卫生健康委员会', kind: 'commission' },
  { code: 'E2E-JDB', name: '晴川监督办公室', kind: 'department', below: 'E2E' },
  { code: 'E2E-YZK', name: '晴川医政医管科', kind: 'department', below: 'E2E' },
  { code: 'E2E-YY', name: '晴川第一医院', kind: 'hospital', below: 'E2E' },
  // Nobody answers here: what it is asked for stays unanswered.
  { code: 'E2E-EY', name: '晴川第二医院', kind: 'hospital', below: 'E2E' },
]

interface Person {
  username: string
  name: string
  home: string
  roles: [role: string, unit: string][]
}

/** Signs in for the first time in a test; for all others that is behind them. */
export const NEWCOMER = 'e2e.first'

/** Sign in with a second step, and in several places, in tests of just that. */
export const CAREFUL = 'e2e.careful'
export const TWICE = 'e2e.twice'

/** Leaves in the journey of the administrators, and is nobody any other journey needs. */
export const LEAVER = { username: 'e2e.leaver', name: '谢离任' }

const PEOPLE: Person[] = [
  { username: NEWCOMER, name: '新来者', home: 'E2E-JDB', roles: [['clerk', 'E2E']] },
  { username: 'e2e.clerk', name: '苏经办', home: 'E2E-JDB', roles: [['clerk', 'E2E']] },
  { username: CAREFUL, name: '闻双证', home: 'E2E-JDB', roles: [['clerk', 'E2E']] },
  { username: TWICE, name: '费两处', home: 'E2E-JDB', roles: [['clerk', 'E2E']] },
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
  { username: 'e2e.hospital', name: '尤院长', home: 'E2E-YY', roles: [['unit_head', 'E2E-YY']] },
  { username: 'e2e.petitions', name: '项信访', home: 'E2E', roles: [['complaint_officer', 'E2E']] },
  { username: 'e2e.desk', name: '安接待', home: 'E2E-YY', roles: [['complaint_officer', 'E2E-YY']] },
  { ...LEAVER, home: 'E2E-YY', roles: [['unit_head', 'E2E-YY']] },
]

interface Made {
  id: number
}

/** What the administrators of the city would enter: units, accounts, appointments. */
export async function makeRegion(address: string): Promise<void> {
  const system = await Api.signedIn(address, 'system', DEMONSTRATION_PASSWORD)
  const me = await system.send<{ appointments: { unit: Made }[] }>('GET', '/me')
  const city = me.appointments[0]?.unit.id
  const units = new Map<string, number>()
  for (const { code, name, kind, below } of UNITS) {
    const parent_id = below ? units.get(below) : city
    const made = await system.send<Made>('POST', '/units', { code, name, kind, parent_id })
    units.set(code, made.id)
  }
  const security = await Api.signedIn(address, 'security', DEMONSTRATION_PASSWORD)
  for (const { username, name, home, roles } of PEOPLE) {
    const account = await system.send<Made>('POST', '/accounts', {
      username,
      name,
      home_unit_id: units.get(home),
      password: FIRST_PASSWORD,
    })
    for (const [role, unit] of roles)
      await security.send('POST', '/appointments', {
        account_id: account.id,
        unit_id: units.get(unit),
        role,
      })
    if (username === NEWCOMER) continue
    const owner = await Api.signedIn(address, username, FIRST_PASSWORD)
    await owner.send('POST', '/me/password', { old_password: FIRST_PASSWORD, new_password: PASSWORD })
  }
}
