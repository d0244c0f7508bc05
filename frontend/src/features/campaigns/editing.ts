import { call, client } from '@/api/client'
import type { Campaign } from './types'

export function refreshUnits(campaign: Campaign) {
  return call(
    client.POST('/api/v1/campaigns/{campaign_id}/units/refresh', {
      params: { path: { campaign_id: campaign.id } },
    }),
  )
}

/** The units named by a person, all of them: a rule finds the others again by itself. */
export async function namedUnits(campaignId: number): Promise<{ id: number; name: string }[]> {
  const found: { id: number; name: string }[] = []
  let cursor: string | undefined
  do {
    const page = await call(
      client.GET('/api/v1/campaigns/{campaign_id}/units', {
        params: { path: { campaign_id: campaignId }, query: { left: false, limit: 200, cursor } },
      }),
    )
    for (const { id, name, by_rule } of page.items) if (!by_rule) found.push({ id, name })
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return found
}

/** How many units in use stand below a unit, of one kind or of all. */
async function unitsBelow(within: number, kind: string | undefined): Promise<number> {
  const page = await call(
    client.GET('/api/v1/units', {
      params: { query: { within, kind: kind as never, active: true, limit: 1 } },
    }),
  )
  return page.total ?? 0
}

/**
 * About how many units a rule reaches: units that lie below two of those named are counted twice, so it is said
 * to be about. Without kinds it is every kind but departments, as the service has it.
 */
export async function countByRule(under: readonly number[], kinds: readonly string[]): Promise<number> {
  const counts = await Promise.all(
    under.flatMap((unit) =>
      kinds.length > 0
        ? kinds.map((kind) => unitsBelow(unit, kind))
        : [unitsBelow(unit, undefined), unitsBelow(unit, 'department').then((count) => -count)],
    ),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
