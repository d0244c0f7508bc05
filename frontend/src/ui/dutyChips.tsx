import { Chip } from './Chip'

const STATE_TONE = { returned: 'bad', submitted: 'blue', accepted: 'good' }
const PUNCTUALITY_TONE = { on_time: 'good', late: 'warn', missing: 'bad' }
const RESULT_TONE = { drafted: 'warn', published: 'good', refused: 'bad' }

export function DutyChip({ state }: { state: string }) {
  return <Chip of="duty_state" code={state} tones={STATE_TONE} />
}

export function PunctualityChip({ punctuality }: { punctuality: string }) {
  return <Chip of="punctuality" code={punctuality} tones={PUNCTUALITY_TONE} />
}

export function ResultChip({ state }: { state: string }) {
  return <Chip of="report_result_state" code={state} tones={RESULT_TONE} />
}
