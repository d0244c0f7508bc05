import { Chip } from '@/ui/Chip'

const REQUEST_TONE = { asked: 'warn', approved: 'good', refused: 'bad' }

export function RequestChip({ state }: { state: string }) {
  return <Chip of="duty_request_state" code={state} tones={REQUEST_TONE} />
}
