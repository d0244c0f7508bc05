import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { Allowed, Finding } from '@/api/types'
import { WhyNot } from '@/ui/WhyNot'
import { ActionDialog } from './ActionDialog'
import { knows } from './act'

const PRIMARY = new Set([
  'confirm',
  'hand_out',
  'accept',
  'verify',
  'apply_closure',
  'approve_closure',
  'countersign',
  'close',
])

/** Everything the service says of what may be done: what can as buttons, what cannot with the reason. */
export function ActionPanel({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const { t } = useTranslation()
  const { actionLabel } = useLabels()
  const [chosen, setChosen] = useState<Allowed | null>(null)
  const known = finding.allowed_actions.filter((action) => knows(action.action))
  const open = known.filter((action) => action.enabled)
  const shut = known.filter((action) => !action.enabled)
  return (
    <section className="panel" aria-labelledby="actions-title">
      <h2 id="actions-title">{t('finding.actions')}</h2>
      {open.length === 0 && <p className="quiet">{t('finding.noActions')}</p>}
      <div className="actlist">
        {open.map((action) => (
          <Button
            key={action.action}
            type={PRIMARY.has(action.action) ? 'primary' : 'default'}
            onClick={() => setChosen(action)}
          >
            {actionLabel(action)}
          </Button>
        ))}
      </div>
      <WhyNot actions={shut} summary={t('finding.notNow')} label={actionLabel} open={open.length === 0} />
      {chosen && (
        <ActionDialog
          key={chosen.action}
          finding={finding}
          action={chosen}
          onClose={() => setChosen(null)}
          onDone={() => {
            setChosen(null)
            onDone()
          }}
        />
      )}
    </section>
  )
}
