import { Api } from './api'
import { PASSWORD } from './region'

interface Versioned {
  id: number
  version: number
}

/** A finding handed to 晴川第一医院, made through the API by the clerk; what follows is done by hand. */
export async function givenAssignment(address: string, problem: string, measure: string): Promise<number> {
  const clerk = await Api.signedIn(address, 'e2e.clerk', PASSWORD)
  const query = encodeURIComponent('晴川第一医院')
  const units = await clerk.send<{ items: { id: number }[] }>('GET', `/units?q=${query}`)
  const made = await clerk.send<Versioned>('POST', '/findings', {
    problem,
    source: 'supervision',
    due_on: '2027-06-30',
    measures: [measure],
    units: [{ unit_id: units.items[0]?.id, part: 'answering' }],
  })
  await clerk.send('POST', `/findings/${made.id}/actions/hand-out`, {}, made.version)
  return made.id
}

/** The same, and accepted by the hospital: its measures may be reported on. */
export async function givenWork(address: string, problem: string, measure: string): Promise<number> {
  const id = await givenAssignment(address, problem, measure)
  const hospital = await Api.signedIn(address, 'e2e.hospital', PASSWORD)
  const finding = await hospital.send<Versioned>('GET', `/findings/${id}`)
  await hospital.send('POST', `/findings/${id}/actions/accept`, {}, finding.version)
  return id
}
