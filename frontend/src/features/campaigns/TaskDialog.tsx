import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { monthEnd } from './dueWords'
import { changed } from './FactsDialog'
import { DepartmentsField, PersonsField } from './PeopleFields'
import { FRESH, formOf, nextNumber, type TaskForm, withKind } from './taskBody'
import type { Campaign, Task, TaskBody } from './types'
import { useEdit } from './useEdit'

interface Props {
  campaign: Campaign
  /** Null: one more. */
  task: Task | null
  numbers?: readonly string[]
  onClose: () => void
}

export function TaskDialog({ campaign, task, numbers = [], onClose }: Props) {
  const { t } = useTranslation()
  const start = task ? formOf(task) : { ...FRESH, number: nextNumber(numbers) }
  const { now, set, dirty, submission } = useEdit(
    campaign.id,
    start,
    (form): Promise<unknown> =>
      task
        ? call(
            client.PATCH('/api/v1/campaign-tasks/{task_id}', {
              params: { path: { task_id: task.id }, header: { 'if-match': ifMatch(task.version) } },
              body: changed(form, start) as never,
            }),
          )
        : call(
            client.POST('/api/v1/campaigns/{campaign_id}/tasks', {
              params: { path: { campaign_id: campaign.id }, header: { 'Idempotency-Key': newKey() } },
              body: form as TaskBody,
            }),
          ),
    onClose,
  )
  const { faults } = submission
  return (
    <EditDialog
      title={task ? t('campaigns.edit', { what: task.title }) : t('campaigns.task.add')}
      submission={submission}
      dirty={dirty}
      disabled={!now.title.trim() || !now.number.trim()}
      onClose={onClose}
      width={760}
    >
      <div className="formgrid">
        <Field label={t('campaigns.task.number')} fault={faults.number} required>
          {(id) => (
            <Input
              id={id}
              maxLength={20}
              value={now.number}
              onChange={(event) => set({ number: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('campaigns.task.title')} fault={faults.title} required wide>
          {(id) => (
            <Input
              id={id}
              maxLength={300}
              value={now.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('campaigns.task.content')} fault={faults.content} wide>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2, maxRows: 8 }}
              value={now.content ?? ''}
              onChange={(event) => set({ content: event.target.value || null })}
            />
          )}
        </Field>
        <ThreeLists form={now} set={set} faults={faults} />
      </div>
    </EditDialog>
  )
}

interface ListsProps {
  form: TaskForm
  set: (part: Partial<TaskForm>) => void
  faults: Record<string, string>
}

/** 目标任务, 完成时限, 责任人员, and the departments beside them. */
export function ThreeLists({ form, set, faults }: ListsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Field
        label={t('campaigns.task.target')}
        help={t('campaigns.task.targetWhat')}
        fault={faults.target}
        wide
      >
        {(id, described, invalid) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            value={form.target ?? ''}
            onChange={(event) => set({ target: event.target.value || null })}
          />
        )}
      </Field>
      <DueFields form={form} set={set} faults={faults} />
      <Field label={t('campaigns.task.persons')} fault={faults.persons} wide>
        {(id) => <PersonsField id={id} value={form.persons} onChange={(persons) => set({ persons })} />}
      </Field>
      <Field
        label={t('campaigns.task.departments')}
        help={t('campaigns.task.departmentsWhat')}
        fault={faults.departments}
        wide
      >
        {(id) => (
          <DepartmentsField
            id={id}
            value={form.departments}
            onChange={(departments) => set({ departments })}
          />
        )}
      </Field>
    </>
  )
}

export function DueFields({ form, set, faults }: ListsProps) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const { due_kind } = form
  return (
    <>
      <Field label={t('campaigns.task.dueKind')} fault={faults.due_kind}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            allowClear
            value={due_kind ?? undefined}
            options={options('task_due_kind')}
            onChange={(kind?: string) => set(withKind(form, (kind ?? null) as TaskForm['due_kind']))}
          />
        )}
      </Field>
      {(due_kind === 'by' || due_kind === 'within') && (
        <Field
          label={t('campaigns.task.dueOn')}
          {...(due_kind === 'within' ? { help: t('campaigns.task.monthEnd') } : {})}
          fault={faults.due_on}
          required
        >
          {(id) => (
            <DateField
              id={id}
              value={form.due_on}
              onChange={(day) => set({ due_on: day && due_kind === 'within' ? monthEnd(day) : day })}
            />
          )}
        </Field>
      )}
      {due_kind === 'recurring' && (
        <Field label={t('campaigns.cadence')} fault={faults.cadence} required>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={form.cadence ?? undefined}
              options={options('cadence')}
              onChange={(cadence: string) => set({ cadence: cadence as TaskForm['cadence'] })}
            />
          )}
        </Field>
      )}
      <Field label={t('campaigns.task.dueText')} fault={faults.due_text}>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={form.due_text ?? ''}
            onChange={(event) => set({ due_text: event.target.value || null })}
          />
        )}
      </Field>
    </>
  )
}
