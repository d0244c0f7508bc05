import { useLabels } from '@/api/queries'

const CAMPAIGN_TONE: Record<string, string> = {
  active: 'blue',
  summarising: 'blue',
  suspended: 'warn',
  closed: 'good',
}
const STAGE_TONE: Record<string, string> = { open: 'blue', closed: 'good' }
const PUNCTUALITY_TONE: Record<string, string> = { on_time: 'good', late: 'warn', missing: 'bad' }
const RESULT_TONE: Record<string, string> = {
  drafted: 'warn',
  published: 'good',
  refused: 'bad',
}

/** States by the service's own words; colour only underlines. */
export function CampaignChip({ state }: { state: string }) {
  return <Chip of="campaign_state" code={state} tone={CAMPAIGN_TONE[state]} />
}

export function StageChip({ state }: { state: string }) {
  return <Chip of="stage_state" code={state} tone={STAGE_TONE[state]} />
}

export function PunctualityChip({ punctuality }: { punctuality: string }) {
  return <Chip of="punctuality" code={punctuality} tone={PUNCTUALITY_TONE[punctuality]} />
}

export function ResultChip({ state }: { state: string }) {
  return <Chip of="report_result_state" code={state} tone={RESULT_TONE[state]} />
}

function Chip({ of, code, tone }: { of: string; code: string; tone: string | undefined }) {
  const { label } = useLabels()
  return <span className={`chip ${tone ?? ''}`}>{label(of, code)}</span>
}
