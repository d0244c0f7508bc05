import { Chip } from '@/ui/Chip'

const CAMPAIGN_TONE = { active: 'blue', summarising: 'blue', suspended: 'warn', closed: 'good' }
const STAGE_TONE = { open: 'blue', closed: 'good' }

export function CampaignChip({ state }: { state: string }) {
  return <Chip of="campaign_state" code={state} tones={CAMPAIGN_TONE} />
}

export function StageChip({ state }: { state: string }) {
  return <Chip of="stage_state" code={state} tones={STAGE_TONE} />
}
