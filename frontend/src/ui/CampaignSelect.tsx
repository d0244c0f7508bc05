import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { call, client } from '@/api/client'

interface Props {
  id: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}

/** One campaign in sight, by its title and the year it began. */
export function CampaignSelect({ id, value, onChange }: Props) {
  const campaigns = useQuery({
    queryKey: ['campaigns', 'choice'],
    queryFn: () => call(client.GET('/api/v1/campaigns', { params: { query: { limit: 200 } } })),
  })
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      allowClear
      value={value}
      loading={campaigns.isFetching}
      showSearch={{ optionFilterProp: 'label' }}
      options={(campaigns.data?.items ?? []).map((one) => ({
        value: one.id,
        label: one.starts_on ? `${one.title}(${one.starts_on.slice(0, 4)})` : one.title,
      }))}
      onChange={(next: number | undefined) => onChange(next)}
    />
  )
}

/** One of the kinds of problem a campaign is after, under its number; those within another stand further in. */
export function ProblemTypeSelect({ id, campaignId, value, onChange }: Props & { campaignId: number }) {
  const campaign = useQuery({
    queryKey: ['campaign', campaignId],
    queryFn: () =>
      call(client.GET('/api/v1/campaigns/{campaign_id}', { params: { path: { campaign_id: campaignId } } })),
  })
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      allowClear
      value={value}
      loading={campaign.isFetching}
      showSearch={{ optionFilterProp: 'label' }}
      options={optionsOf(campaign.data?.problem_types ?? [])}
      onChange={(next: number | undefined) => onChange(next)}
    />
  )
}

interface TypeNode {
  id: number
  number: string
  title: string
  children?: TypeNode[]
}

function optionsOf(types: readonly TypeNode[], level = 0): { value: number; label: string }[] {
  return types.flatMap(({ id, number, title, children }) => [
    { value: id, label: `${'\u3000'.repeat(level)}${number} ${title}` },
    ...optionsOf(children ?? [], level + 1),
  ])
}
