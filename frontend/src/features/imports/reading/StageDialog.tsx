import { Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { RemoveButton } from './RemoveButton'
import type { Plan } from './typeTree'
import { planWith, usePart, withEntry } from './usePart'
import { useRemove } from './useRemove'

interface Props {
  plan: Plan
  /** Null: one more. */
  index: number | null
  onClose: () => void
}

export function StageDialog({ plan, index, onClose }: Props) {
  const { t } = useTranslation()
  const start: Plan['stages'][number] = (index === null ? undefined : plan.stages[index]) ?? {
    number: Math.max(0, ...plan.stages.map((stage) => stage.number)) + 1,
    name: '',
    mechanism: null,
    start: null,
    end: null,
    span: null,
  }
  const { now, set, dirty, submission } = usePart(
    start,
    (stage) => planWith(plan, { stages: withEntry(plan.stages, index, stage) }),
    onClose,
  )
  const remove = useRemove(onClose)
  const title =
    index === null ? t('imports.reading.plan.addStage') : t('imports.reading.edit', { what: start.name })
  return (
    <EditDialog
      title={title}
      submission={submission}
      dirty={dirty}
      disabled={now.name.trim() === ''}
      onClose={onClose}
      aside={
        index !== null && (
          <RemoveButton
            what={start.name}
            onRemove={() => remove(planWith(plan, { stages: withEntry(plan.stages, index, null) }))}
          />
        )
      }
    >
      <div className="formgrid">
        <Field label={t('imports.reading.stage.number')} fault={submission.faults.number} required>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={1000}
              precision={0}
              style={{ width: '100%' }}
              value={now.number}
              onChange={(value) => set({ number: value ?? 1 })}
            />
          )}
        </Field>
        <Field label={t('imports.reading.stage.mechanism')} fault={submission.faults.mechanism}>
          {(id) => (
            <Input
              id={id}
              value={now.mechanism ?? ''}
              onChange={(event) => set({ mechanism: event.target.value || null })}
            />
          )}
        </Field>
        <Field label={t('imports.reading.stage.name')} fault={submission.faults.name} required wide>
          {(id) => <Input id={id} value={now.name} onChange={(event) => set({ name: event.target.value })} />}
        </Field>
        <Field label={t('imports.reading.stage.start')} fault={submission.faults.start}>
          {(id) => <DateField id={id} value={now.start} onChange={(value) => set({ start: value })} />}
        </Field>
        <Field label={t('imports.reading.stage.end')} fault={submission.faults.end}>
          {(id) => <DateField id={id} value={now.end} onChange={(value) => set({ end: value })} />}
        </Field>
      </div>
    </EditDialog>
  )
}
