import { Button, Checkbox, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportPatch } from '@/api/types'
import { EditDialog } from '@/ui/EditDialog'
import { Field } from '@/ui/fields'
import type { Count, Figure } from './arithmetic'
import { RemoveButton } from './RemoveButton'
import { usePart, withEntry } from './usePart'
import { useRemove } from './useRemove'

const EMPTY: Figure = {
  label: '',
  value: 0,
  unit: '',
  text: '',
  parts: [],
  base: null,
  rate: null,
  span: null,
}

interface Props {
  figures: readonly Figure[]
  /** Null: one more. */
  index: number | null
  onClose: () => void
}

export function FigureDialog({ figures, index, onClose }: Props) {
  const { t } = useTranslation()
  const start = (index === null ? undefined : figures[index]) ?? EMPTY
  const patch = (figure: Figure | null) =>
    ({ figures: withEntry(figures, index, figure) }) as Partial<ImportPatch>
  const { now, set, dirty, submission } = usePart(start, patch, onClose)
  const remove = useRemove(onClose)
  return (
    <EditDialog
      title={
        index === null ? t('imports.reading.figure.add') : t('imports.reading.edit', { what: start.label })
      }
      submission={submission}
      dirty={dirty}
      disabled={now.label.trim() === ''}
      onClose={onClose}
      aside={index !== null && <RemoveButton what={start.label} onRemove={() => remove(patch(null))} />}
    >
      <div className="formgrid">
        <Field label={t('imports.reading.figure.label')} fault={submission.faults.label} required wide>
          {(id) => (
            <Input id={id} value={now.label} onChange={(event) => set({ label: event.target.value })} />
          )}
        </Field>
        <Field label={t('imports.reading.figure.value')} fault={submission.faults.value} required>
          {(id) => (
            <InputNumber
              id={id}
              style={{ width: '100%' }}
              value={now.value}
              onChange={(value) => set({ value: value ?? 0 })}
            />
          )}
        </Field>
        <Field label={t('imports.reading.figure.unit')} fault={submission.faults.unit}>
          {(id) => <Input id={id} value={now.unit} onChange={(event) => set({ unit: event.target.value })} />}
        </Field>
        <Field label={t('imports.reading.figure.rateField')} fault={submission.faults.rate}>
          {(id) => (
            <InputNumber
              id={id}
              style={{ width: '100%' }}
              value={now.rate}
              onChange={(rate) => set({ rate: rate ?? null })}
            />
          )}
        </Field>
        <Counts
          legend={t('imports.reading.figure.parts')}
          counts={now.parts}
          onChange={(parts) => set({ parts })}
        />
        <fieldset className="bare wide stack">
          <legend className="sr">{t('imports.reading.figure.base')}</legend>
          <Checkbox
            checked={now.base !== null}
            onChange={(event) => set({ base: event.target.checked ? (start.base ?? ONE) : null })}
          >
            {t('imports.reading.figure.hasBase')}
          </Checkbox>
          {now.base && (
            <CountFields
              count={now.base}
              n={t('imports.reading.figure.base')}
              // What a person enters is no inference of the reader.
              onChange={(base) => set({ base: { ...base, inferred: false } })}
            />
          )}
        </fieldset>
      </div>
    </EditDialog>
  )
}

const ONE: Count = { label: '', value: 0, unit: '', inferred: false }

function Counts(props: { legend: string; counts: readonly Count[]; onChange: (counts: Count[]) => void }) {
  const { t } = useTranslation()
  const { counts, onChange } = props
  return (
    <fieldset className="bare wide stack">
      <legend className="small quiet">{props.legend}</legend>
      {counts.map((count, index) => (
        <div key={index} className="row nowrap">
          <CountFields
            count={count}
            n={t('imports.reading.figure.part', { n: index + 1 })}
            onChange={(next) => onChange(withEntry(counts, index, next))}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('imports.reading.figure.removePart', { n: index + 1 })}
            onClick={() => onChange(withEntry(counts, index, null))}
          >
            ✕
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...counts, ONE])}>
          {t('imports.reading.figure.addPart')}
        </Button>
      </div>
    </fieldset>
  )
}

function CountFields({ count, n, onChange }: { count: Count; n: string; onChange: (count: Count) => void }) {
  const { t } = useTranslation()
  return (
    <div className="row nowrap grow">
      <Input
        className="grow"
        aria-label={`${n}:${t('imports.reading.figure.label')}`}
        placeholder={t('imports.reading.figure.label')}
        value={count.label}
        onChange={(event) => onChange({ ...count, label: event.target.value })}
      />
      <InputNumber
        aria-label={`${n}:${t('imports.reading.figure.value')}`}
        value={count.value}
        onChange={(value) => onChange({ ...count, value: value ?? 0 })}
      />
      <Input
        style={{ width: 80 }}
        aria-label={`${n}:${t('imports.reading.figure.unit')}`}
        placeholder={t('imports.reading.figure.unit')}
        value={count.unit}
        onChange={(event) => onChange({ ...count, unit: event.target.value })}
      />
    </div>
  )
}
