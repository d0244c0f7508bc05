import { Api } from './api'
import { PASSWORD } from './region'

interface Versioned {
  id: number
  version: number
}

/** The first day of the month before this one, by the clock of the region. */
function lastMonth(): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
  const [year = 0, month = 1] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 10)
}

/** An issued campaign in which 晴川第一医院 owes the report of last month; what follows is done by hand. */
export async function givenCampaign(address: string, title: string): Promise<number> {
  const clerk = await Api.signedIn(address, 'e2e.clerk', PASSWORD)
  const since = lastMonth()
  const ends_on = `${Number(since.slice(0, 4)) + 2}-12-31`
  const { id, ...made } = await clerk.send<Versioned>('POST', '/campaigns', {
    title,
    document_number: '晴卫办〔2026〕9号',
    starts_on: since,
    ends_on,
  })
  const newest = () => clerk.send<Versioned & { requirements: { id: number }[] }>('GET', `/campaigns/${id}`)
  await clerk.send(
    'PUT',
    `/campaigns/${id}/stages`,
    { stages: [{ name: '自查自纠', starts_on: since, ends_on }] },
    made.version,
  )
  await clerk.send('POST', `/campaigns/${id}/report-requirements`, {
    title: `${title}月报`,
    since,
    due_day: 28,
    parts: [
      {
        code: 'work',
        title: '工作开展情况',
        fields: [{ code: 'findings_new', label: '新发现问题', metric: 'findings_new' }],
      },
    ],
  })
  const units = await clerk.send<{ items: { id: number }[] }>(
    'GET',
    `/units?q=${encodeURIComponent('晴川第一医院')}`,
  )
  const named = { rule: null, unit_ids: [units.items[0]?.id] }
  await clerk.send('PUT', `/campaigns/${id}/units`, named, (await newest()).version)
  await clerk.send('POST', `/campaigns/${id}/issue`, {}, (await newest()).version)
  const requirement = (await newest()).requirements[0]
  await clerk.send('POST', `/campaigns/${id}/report-periods`, {
    requirement_id: requirement?.id,
    period_start: since,
  })
  return id
}
