import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { RemoveButton } from './RemoveButton'
import type { Plan } from './typeTree'
import { planWith, usePart, withEntry } from './usePart'
import { useRemove } from './useRemove'

type Task = Plan['tasks'][number]

const EMPTY: Task = {
  number: '',
  title: '',
  text: '',
  departments: [],
  due: { kind: 'none', date: null, text: null },
  span: null,
}
const DUES = ['none', 'by', 'within', 'whole_year', 'recurring'] as const
const DATED: readonly string[] = ['by', 'within']

interface Props {
  plan: Plan
  /** Null: one more. */
  index: number | null
  onClose: () => void
}

export function TaskDialog({ plan, index, onClose }: Props) {
  const { t } = useTranslation()
  const start = (index === null ? undefined : plan.tasks[index]) ?? EMPTY
  const { now, set, dirty, submission } = usePart(
    start,
    (task) => planWith(plan, { tasks: withEntry(plan.tasks, index, task) }),
    onClose,
  )
  const remove = useRemove(onClose)
  const what = start.title || start.number
  const { faults } = submission
  const undated = DATED.includes(now.due.kind) && now.due.date === null
  return (
    <EditDialog
      title={index === null ? t('imports.reading.plan.addTask') : t('imports.reading.edit', { what })}
      submission={submission}
      dirty={dirty}
      disabled={now.title.trim() === '' || undated}
      onClose={onClose}
      aside={
        index !== null && (
          <RemoveButton
            what={what}
            onRemove={() => remove(planWith(plan, { tasks: withEntry(plan.tasks, index, null) }))}
          />
        )
      }
    >
      <div className="formgrid">
        <Field label={t('imports.reading.task.number')} fault={faults.number}>
          {(id) => (
            <Input id={id} value={now.number} onChange={(event) => set({ number: event.target.value })} />
          )}
        </Field>
        <Field label={t('imports.reading.task.title')} fault={faults.title} required wide>
          {(id) => (
            <Input id={id} value={now.title} onChange={(event) => set({ title: event.target.value })} />
          )}
        </Field>
        <Field label={t('imports.reading.task.text')} fault={faults.text} wide>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 3, maxRows: 10 }}
              value={now.text}
              onChange={(event) => set({ text: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('imports.reading.task.departments')}
          help={t('imports.reading.task.departmentsHelp')}
          fault={faults.departments}
          wide
        >
          {(id) => (
            <Select
              id={id}
              mode="tags"
              open={false}
              suffixIcon={null}
              style={{ width: '100%' }}
              tokenSeparators={['\u3001', ',', '\uff0c', ';', '\uff1b']}
              value={now.departments}
              onChange={(departments: string[]) => set({ departments })}
            />
          )}
        </Field>
        <DueFields due={now.due} onChange={(due) => set({ due })} />
      </div>
    </EditDialog>
  )
}

function DueFields({ due, onChange }: { due: Task['due']; onChange: (due: Task['due']) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Field label={t('imports.reading.task.due')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={due.kind}
            options={DUES.map((kind) => ({ value: kind, label: t(`imports.reading.dueKind.${kind}`) }))}
            onChange={(kind) => onChange({ ...due, kind, date: DATED.includes(kind) ? due.date : null })}
          />
        )}
      </Field>
      {DATED.includes(due.kind) && (
        <Field
          label={t('imports.reading.task.dueDate')}
          help={t('imports.reading.task.dueDateHelp')}
          required
        >
          {(id) => <DateField id={id} value={due.date} onChange={(date) => onChange({ ...due, date })} />}
        </Field>
      )}
      <Field label={t('imports.reading.task.dueText')}>
        {(id) => (
          <Input
            id={id}
            value={due.text ?? ''}
            onChange={(event) => onChange({ ...due, text: event.target.value || null })}
          />
        )}
      </Field>
    </>
  )
}
