import { useLabels } from '@/api/queries'

const STATE_TONE: Record<string, string> = { returned: 'bad', submitted: 'blue', accepted: 'good' }
const PUNCTUALITY_TONE: Record<string, string> = { on_time: 'good', late: 'warn', missing: 'bad' }
const REQUEST_TONE: Record<string, string> = { asked: 'warn', approved: 'good', refused: 'bad' }
const RESULT_TONE: Record<string, string> = { drafted: 'warn', published: 'good', refused: 'bad' }

/** States by the service's own words; colour only underlines. */
export function StateChip({ state }: { state: string }) {
  return <Chip of="duty_state" code={state} tone={STATE_TONE[state]} />
}

export function PunctualityChip({ punctuality }: { punctuality: string }) {
  return <Chip of="punctuality" code={punctuality} tone={PUNCTUALITY_TONE[punctuality]} />
}

export function RequestChip({ state }: { state: string }) {
  return <Chip of="duty_request_state" code={state} tone={REQUEST_TONE[state]} />
}

export function ResultChip({ state }: { state: string }) {
  return <Chip of="report_result_state" code={state} tone={RESULT_TONE[state]} />
}

function Chip({ of, code, tone }: { of: string; code: string; tone: string | undefined }) {
  const { label } = useLabels()
  return <span className={`chip ${tone ?? ''}`}>{label(of, code)}</span>
}
