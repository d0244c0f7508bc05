import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import type { Item } from '@/api/types'
import { moment } from '@/i18n/format'
import { useAnnounce } from './announce'

/** The steps of a measure, to be ticked off one by one. */
export function Steps({ item, canMark, onDone }: { item: Item; canMark: boolean; onDone: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState<number | null>(null)

  async function mark(stepId: number): Promise<void> {
    setBusy(stepId)
    try {
      await call(
        client.POST('/api/v1/rectification-items/{item_id}/steps/{step_id}/done', {
          params: { path: { item_id: item.id, step_id: stepId } },
        }),
      )
      announce.good(t('common.done'))
      onDone()
    } catch (refused) {
      announce.bad(refused)
    } finally {
      setBusy(null)
    }
  }

  return (
    <ol className="plain steps">
      {item.steps.map((step) => (
        <li key={step.id}>
          <span aria-hidden="true" style={{ color: step.done_at ? 'var(--green)' : 'var(--grey)' }}>
            {step.done_at ? '✔' : '○'}
          </span>
          <span className="grow wrap-anywhere">
            {step.text}
            <span className="small quiet">
              {' '}
              {[step.owner, step.due_on].filter(Boolean).join(' · ')}
              {step.done_at &&
                ` ${t('finding.stepDoneAt', { name: step.done_by?.name ?? '', at: moment(step.done_at) })}`}
            </span>
          </span>
          {!step.done_at && canMark && (
            <Button size="small" loading={busy === step.id} onClick={() => void mark(step.id)}>
              {t('finding.stepDone')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
