import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { EditDialog } from '@/ui/EditDialog'
import { type Filling, fillings } from './fillings'
import { ThreeLists } from './TaskDialog'
import { FRESH, type TaskForm } from './taskBody'
import type { Campaign, Task, TaskFilling } from './types'
import { useEdit } from './useEdit'

interface Props {
  campaign: Campaign
  tasks: readonly Task[]
  onClose: () => void
  onDone: () => void
}

/** The same target, due or persons for many tasks at once; by default only where they lack it. */
export function FillDialog({ campaign, tasks, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const start: Filling = { ...FRESH, replace: false }
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    start,
    async (form) => {
      const sent = fillings(tasks, form)
      if (sent.length > 0)
        await call(
          client.POST('/api/v1/campaigns/{campaign_id}/tasks/fill', {
            params: { path: { campaign_id: campaign.id } },
            body: { tasks: sent as TaskFilling[] },
          }),
        )
      onDone()
    },
    onClose,
  )
  const reached = fillings(tasks, now).length
  return (
    <EditDialog
      title={t('campaigns.task.fillTitle', { count: tasks.length })}
      submission={submission}
      dirty={dirty}
      disabled={reached === 0}
      onClose={onClose}
      width={720}
    >
      <p className="quiet">{t('campaigns.task.fillWhat')}</p>
      <label className="row">
        <input
          type="checkbox"
          checked={now.replace}
          onChange={(event) => set({ replace: event.target.checked })}
        />
        {t('campaigns.task.replace')}
      </label>
      <div className="formgrid">
        <ThreeLists form={now} set={(part: Partial<TaskForm>) => set(part)} faults={submission.faults} />
      </div>
      <p role="status">{t('campaigns.task.fills', { count: reached })}</p>
    </EditDialog>
  )
}
