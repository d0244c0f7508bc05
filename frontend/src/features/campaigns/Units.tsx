import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { Empty } from '@/ui/Empty'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { editableOf } from './editable'
import { refreshUnits } from './editing'
import { refresh } from './queries'
import type { Campaign, Participant } from './types'
import { UnitsDialog } from './UnitsDialog'
import { useArrival } from './useArrival'

interface Props {
  campaign: Campaign
  at: string | undefined
}

/** Who takes part: by the rule, or named by a person. */
export function Units({ campaign, at }: Props) {
  const { t } = useTranslation()
  const { units: edit } = editableOf(campaign)
  const [editing, setEditing] = useState(false)
  const place = useArrival<HTMLHeadingElement>(at, 'units')
  const list = useParticipants(campaign.id)
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  const columns = useColumns()
  return (
    <section className="panel" aria-labelledby="units-title">
      <div className="headrow">
        <h2 id="units-title" ref={place} tabIndex={-1}>
          {t('campaigns.units.title', { count: campaign.counts.units, shown: number(campaign.counts.units) })}
        </h2>
        {edit && (
          <div className="side">
            {campaign.unit_rule && <AskAgain campaign={campaign} />}
            <Button size="small" onClick={() => setEditing(true)}>
              {t('campaigns.change')}
            </Button>
          </div>
        )}
      </div>
      <RuleWords campaign={campaign} />
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && rows.length === 0 && (
        <Empty title={t('campaigns.units.none')}>{edit && t('campaigns.units.noneWhat')}</Empty>
      )}
      {rows.length > 0 && (
        <DenseTable
          caption={t('campaigns.tab.units')}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          height="65vh"
          foot={
            first && (
              <ListFoot
                shown={rows.length}
                total={first.total}
                capped={first.total_is_capped}
                hasMore={list.hasNextPage}
                loading={list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
              />
            )
          }
        />
      )}
      {editing && <UnitsDialog campaign={campaign} onClose={() => setEditing(false)} />}
    </section>
  )
}

function useParticipants(campaignId: number) {
  return useInfiniteQuery({
    queryKey: ['campaign', campaignId, 'units'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/units', {
          params: { path: { campaign_id: campaignId }, query: { cursor: pageParam, limit: 200 } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

function useColumns(): Column<Participant>[] {
  const { t } = useTranslation()
  const { label } = useLabels()
  return [
    { key: 'name', title: t('campaigns.unit'), render: (row) => <span className="two">{row.name}</span> },
    {
      key: 'kind',
      title: t('campaigns.units.kind'),
      width: 150,
      render: (row) => label('unit_kind', row.kind),
    },
    {
      key: 'parent',
      title: t('campaigns.units.parent'),
      width: 200,
      render: (row) => <span className="two">{row.parent_name ?? '\u2014'}</span>,
    },
    {
      key: 'how',
      title: t('campaigns.units.how'),
      width: 100,
      render: (row) => (row.by_rule ? t('campaigns.units.byRule') : t('campaigns.units.named')),
    },
    {
      key: 'joined',
      title: t('campaigns.units.joined'),
      width: 200,
      render: (row) =>
        row.left_on ? t('campaigns.units.left', { joined: row.joined_on, left: row.left_on }) : row.joined_on,
    },
  ]
}

function RuleWords({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const rule = campaign.unit_rule
  if (!rule) return null
  const comma = t('campaigns.comma')
  return (
    <p style={{ marginBottom: 10 }}>
      {t('campaigns.units.rule', {
        under: rule.under.map(({ name }) => name).join(comma),
        kinds:
          rule.kinds.map((kind) => label('unit_kind', kind)).join(comma) || t('campaigns.units.everyKind'),
      })}
    </p>
  )
}

/** Units that came or went since: the rule is asked once more. */
function AskAgain({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  async function ask(): Promise<void> {
    setBusy(true)
    try {
      const { joined, left } = await refreshUnits(campaign)
      announce.good(t('campaigns.units.refreshed', { joined, left }))
      refresh(campaign.id)
    } catch (refused) {
      announce.bad(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button size="small" loading={busy} onClick={() => void ask()}>
      {t('campaigns.units.refresh')}
    </Button>
  )
}
