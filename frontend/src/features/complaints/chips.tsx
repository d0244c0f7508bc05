import { useTranslation } from 'react-i18next'
import { Chip } from '@/ui/Chip'
import { DueWords } from '@/ui/DueWords'
import { Light } from '@/ui/Light'
import type { ComplaintLine } from './types'

const STATE_TONE: Record<string, string> = {
  registered: 'warn',
  to_sign: 'warn',
  return_requested: 'bad',
  objected: 'bad',
  investigating: 'blue',
  handling: 'blue',
  negotiating: 'blue',
  mediation: 'blue',
  litigation: 'blue',
  reviewing: 'blue',
  rechecking: 'blue',
  answered: 'good',
  visited_back: 'good',
  opinion_issued: 'good',
  reviewed: 'good',
}

export function StateChip({ state }: { state: string }) {
  return <Chip of="complaint_state" code={state} tones={STATE_TONE} />
}

/** What sets one complaint apart from the others in a list. */
export function Marks({ line }: { line: ComplaintLine }) {
  const { t } = useTranslation()
  const marks: [string, boolean, string][] = [
    [t('complaints.mark.petition'), line.kind === 'petition', ''],
    [t('complaints.mark.urgent'), line.urgent, 'key'],
    [t('complaints.mark.supervised'), line.supervised, 'bad'],
    [t('complaints.mark.disputed'), line.disputed, 'bad'],
    [t('complaints.mark.repeat'), line.repeated, 'warn'],
    [t('complaints.mark.merged'), line.merged, ''],
    [t('complaints.mark.round', { count: line.round }), line.round > 1, 'warn'],
  ]
  return marks.map(([word, shown, tone]) =>
    shown ? (
      <span key={word} className={`chip ${tone}`}>
        {word}
      </span>
    ) : null,
  )
}

/** What is due next, by when, and the rule that says so. */
export function NextClock({ clock, now }: { clock: ComplaintLine['next_clock']; now: number }) {
  const { t } = useTranslation()
  if (!clock) return <span className="quiet">{t('complaints.clock.none')}</span>
  return (
    <span className="row clockline">
      <Light light={clock.light} bare />
      <span>
        {clock.purpose}
        {clock.code && <span className="small quiet"> {clock.code}</span>}
      </span>
      {clock.due_at ? (
        <DueWords dueAt={clock.due_at} now={now} />
      ) : (
        <span className="chip warn">{t('complaints.clock.waiting')}</span>
      )}
      {clock.provisional && <span className="chip warn">{t('complaints.clock.provisional')}</span>}
    </span>
  )
}
