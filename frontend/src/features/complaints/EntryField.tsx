import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels, useUnitOptions } from '@/api/queries'
import { i18next } from '@/i18n'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { useDebounced } from '@/ui/useDebounced'
import { Assignees } from './Assignees'
import { ClockChoice } from './ClockChoice'
import { ComplaintChoice } from './ComplaintChoice'
import type { Entry, Typed } from './entries'
import { MomentField } from './MomentField'
import type { Complaint } from './types'

interface Props {
  complaint: Complaint
  action: string
  entry: Entry
  typed: Typed
  set: (part: Typed) => void
  fault: string | undefined
}

/** The words for a field; one act may have its own. */
function worded(own: string, plain: string): string | undefined {
  const key = i18next.exists(own) ? own : plain
  return i18next.exists(key) ? i18next.t(key as never) : undefined
}

/** One thing an act asks for, drawn by its kind. */
export function EntryField({ complaint, action, entry, typed, set, fault }: Props) {
  const { t } = useTranslation()
  const { name, required = false } = entry
  const label = worded(`complaints.field.${action}_${name}`, `complaints.field.${name}`) ?? name
  const help = worded(`complaints.help.${action}_${name}`, `complaints.help.${name}`)
  const value = typed[name]
  const change = (next: unknown) => set({ [name]: next })
  if (entry.kind === 'tick')
    return (
      <div data-fault={fault ? '' : undefined}>
        <Checkbox checked={value === true} onChange={(event) => change(event.target.checked)}>
          {label}
        </Checkbox>
        {(fault ?? help) && (
          <div className="small" style={{ color: fault ? 'var(--red)' : 'var(--ink-2)' }}>
            {fault ?? help}
          </div>
        )}
      </div>
    )
  if (entry.kind === 'yesno')
    return (
      <fieldset className="bare field" data-fault={fault ? '' : undefined}>
        <legend>{label}</legend>
        <Radio.Group
          value={value}
          onChange={(event) => change(event.target.value)}
          options={[
            { value: true, label: t('common.yes') },
            { value: false, label: t('common.no') },
          ]}
        />
        {fault && (
          <div className="small" style={{ color: 'var(--red)' }}>
            {fault}
          </div>
        )}
      </fieldset>
    )
  if (entry.kind === 'assignee' || entry.kind === 'assistant')
    return (
      <Assignees
        complaint={complaint}
        label={label}
        several={entry.kind === 'assistant'}
        value={(value as number[] | undefined) ?? []}
        fault={fault}
        onChange={change}
      />
    )
  return (
    <Field label={label} required={required} fault={fault} {...(help ? { help } : {})}>
      {(id, described, invalid) => (
        <Control
          id={id}
          described={described}
          invalid={invalid}
          complaint={complaint}
          entry={entry}
          value={value}
          onChange={change}
        />
      )}
    </Field>
  )
}

interface ControlProps {
  id: string
  described: string | undefined
  invalid: true | undefined
  complaint: Complaint
  entry: Entry
  value: unknown
  onChange: (value: unknown) => void
}

function Control({ id, described, invalid, complaint, entry, value, onChange }: ControlProps) {
  const { options } = useLabels()
  const told = { id, 'aria-describedby': described, 'aria-invalid': invalid }
  const text = (value as string | undefined) ?? ''
  switch (entry.kind) {
    case 'text':
      return (
        <Input.TextArea
          {...told}
          autoSize={{ minRows: 3, maxRows: 14 }}
          maxLength={entry.most ?? 5000}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'line':
      return (
        <Input
          {...told}
          maxLength={entry.most ?? 200}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'day':
      return <DateField id={id} value={text || null} onChange={onChange} />
    case 'moment':
      return <MomentField id={id} value={text || null} onChange={onChange} />
    case 'number':
      return (
        <InputNumber
          {...told}
          min={1}
          max={entry.most ?? 999}
          precision={0}
          value={value as number | null | undefined}
          onChange={onChange}
        />
      )
    case 'word':
      return <WordField id={id} entry={entry} value={text} onChange={onChange} />
    case 'unit':
      return <UnitSelect id={id} value={value as number | undefined} onChange={onChange} />
    case 'units':
      return <UnitsField id={id} value={(value as number[] | undefined) ?? []} onChange={onChange} />
    case 'clock':
      return (
        <ClockChoice
          id={id}
          clocks={complaint.clocks}
          value={value as number | undefined}
          onChange={onChange}
        />
      )
    case 'complaint':
      return (
        <ComplaintChoice id={id} not={complaint.id} value={value as number | undefined} onChange={onChange} />
      )
    default:
      return (
        <Select
          {...told}
          style={{ width: '100%' }}
          allowClear={!entry.required}
          value={text || undefined}
          options={options(entry.of ?? '').filter(
            (option) => !entry.among || entry.among.includes(option.value),
          )}
          onChange={(next: string | undefined) => onChange(next)}
        />
      )
  }
}

/** Several units; the names chosen are kept, or they would be lost with the next search. */
function UnitsField({
  id,
  value,
  onChange,
}: {
  id: string
  value: number[]
  onChange: (value: number[]) => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [known, setKnown] = useState<{ value: number; label: string }[]>([])
  const found = useUnitOptions(useDebounced(search))
  const options = [
    ...found.options,
    ...known.filter((one) => !found.options.some((option) => option.value === one.value)),
  ]
  return (
    <Select
      id={id}
      mode="multiple"
      style={{ width: '100%' }}
      placeholder={t('common.chooseUnit')}
      showSearch={{ filterOption: false, onSearch: setSearch, autoClearSearchValue: true }}
      notFoundContent={found.isFetching ? t('common.loading') : t('common.nothingFound')}
      value={value}
      options={options}
      onChange={(ids: number[]) => {
        setKnown(options.filter((option) => ids.includes(option.value)))
        onChange(ids)
      }}
    />
  )
}

/** Words that only this page has. */
function WordField(props: { id: string; entry: Entry; value: string; onChange: (value: unknown) => void }) {
  const { t } = useTranslation()
  const { of, among = [] } = props.entry
  return (
    <Select
      id={props.id}
      style={{ width: '100%' }}
      value={props.value || undefined}
      options={among.map((value) => ({ value, label: t(`complaints.choice.${of}.${value}` as never) }))}
      onChange={props.onChange}
    />
  )
}
