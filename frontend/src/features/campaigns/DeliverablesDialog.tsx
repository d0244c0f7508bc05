import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { ListEditor } from './ListEditor'
import type { Campaign } from './types'
import { useEdit } from './useEdit'

type Row = Omit<Campaign['deliverables'][number], 'id'> & { id?: number }

export function DeliverablesDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTranslation()
  const stages = campaign.stages.flatMap((stage) => [stage, ...stage.stages])
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    { deliverables: campaign.deliverables as Row[] },
    (body) =>
      call(
        client.PUT('/api/v1/campaigns/{campaign_id}/deliverables', {
          params: { path: { campaign_id: campaign.id }, header: { 'if-match': ifMatch(campaign.version) } },
          body,
        }),
      ),
    onClose,
  )
  return (
    <EditDialog
      title={t('campaigns.edit', { what: t('campaigns.deliverables') })}
      submission={submission}
      dirty={dirty}
      disabled={now.deliverables.some((one) => !one.title.trim())}
      onClose={onClose}
      width={820}
    >
      <ListEditor
        rows={now.deliverables}
        onChange={(deliverables) => set({ deliverables })}
        fresh={(): Row => ({ stage_id: stages[0]?.id ?? 0, title: '', description: null, due_on: null })}
        addText={t('campaigns.deliverable.add')}
        nameOf={(one, index) => one.title || t('campaigns.deliverable.nth', { n: index + 1 })}
        render={(one, change) => (
          <div className="formgrid">
            <Field label={t('campaigns.deliverable.title')} required>
              {(id) => (
                <Input
                  id={id}
                  maxLength={200}
                  value={one.title}
                  onChange={(event) => change({ title: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('campaigns.deliverable.stage')} required>
              {(id) => (
                <Select
                  id={id}
                  style={{ width: '100%' }}
                  value={one.stage_id}
                  options={stages.map((stage) => ({ value: stage.id, label: stage.name }))}
                  onChange={(stage_id: number) => change({ stage_id })}
                />
              )}
            </Field>
            <Field label={t('campaigns.deliverable.due')} help={t('campaigns.deliverable.dueWhat')}>
              {(id) => <DateField id={id} value={one.due_on} onChange={(due_on) => change({ due_on })} />}
            </Field>
            <Field label={t('campaigns.deliverable.description')} wide>
              {(id) => (
                <Input.TextArea
                  id={id}
                  autoSize={{ minRows: 1, maxRows: 4 }}
                  maxLength={2000}
                  value={one.description ?? ''}
                  onChange={(event) => change({ description: event.target.value || null })}
                />
              )}
            </Field>
          </div>
        )}
      />
    </EditDialog>
  )
}
