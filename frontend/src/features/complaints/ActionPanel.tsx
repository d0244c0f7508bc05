import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { WhyNot } from '@/ui/WhyNot'
import { ActionDialog } from './ActionDialog'
import { isPrimary, knows } from './forms'
import type { Allowed, Complaint } from './types'

/** What the service says may be done: what can as buttons, what cannot with the reason. */
export function ActionPanel({ complaint, onDone }: { complaint: Complaint; onDone: () => void }) {
  const { t } = useTranslation()
  const { actionLabel } = useLabels()
  const [chosen, setChosen] = useState<Allowed | null>(null)
  const known = complaint.allowed_actions.filter(({ action }) => knows(action))
  const open = known.filter(({ enabled }) => enabled)
  const shut = known.filter(({ enabled }) => !enabled)
  return (
    <section className="panel" aria-labelledby="actions-title">
      <h2 id="actions-title">{t('complaints.actions')}</h2>
      {open.length === 0 && <p className="quiet">{t('complaints.noActions')}</p>}
      <div className="actlist">
        {open.map((action) => (
          <Button
            key={action.action}
            type={isPrimary(action.action) ? 'primary' : 'default'}
            onClick={() => setChosen(action)}
          >
            {actionLabel(action)}
          </Button>
        ))}
      </div>
      <WhyNot actions={shut} summary={t('complaints.notNow')} label={actionLabel} />
      {chosen && (
        <ActionDialog
          key={chosen.action}
          complaint={complaint}
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
