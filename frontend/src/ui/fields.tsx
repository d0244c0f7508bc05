import { Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels, usePeople, useUnit, useUnitOptions } from '@/api/queries'
import { useDebounced } from './useDebounced'

/** A labelled field: the label is tied to the control, help and fault are read out with it. */
export function Field({
  label,
  help,
  fault,
  wide,
  required,
  children,
}: {
  label: string
  help?: string
  fault?: string | undefined
  wide?: boolean
  required?: boolean
  children: (id: string, described: string | undefined, invalid: true | undefined) => ReactNode
}) {
  const id = useId()
  const note = fault ?? help
  return (
    <div className={`field${wide ? ' wide' : ''}`} data-fault={fault ? '' : undefined}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span aria-hidden="true" style={{ color: 'var(--red)' }}>
            {' '}
            *
          </span>
        )}
      </label>
      {children(id, note ? `${id}-note` : undefined, fault ? true : undefined)}
      {note && (
        <div id={`${id}-note`} className="small" style={{ color: fault ? 'var(--red)' : 'var(--ink-2)' }}>
          {note}
        </div>
      )}
    </div>
  )
}

export function DateField({
  id,
  value,
  onChange,
  label,
  min,
}: {
  id?: string
  value: string | null | undefined
  onChange: (value: string | null) => void
  label?: string
  min?: string
}) {
  return (
    <input
      id={id}
      className="plainfield"
      type="date"
      value={value ?? ''}
      min={min}
      max="2099-12-31"
      aria-label={label}
      onChange={(event) => onChange(event.target.value || null)}
    />
  )
}

interface Named {
  id: number
  name: string
}

/** One unit, found by typing part of its name. */
export function UnitSelect({
  id,
  value,
  known,
  onChange,
  label,
  allowClear = true,
}: {
  id?: string
  value: number | undefined
  known?: Named
  onChange: (value: number | undefined) => void
  label?: string
  allowClear?: boolean
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = useUnitOptions(useDebounced(search))
  const single = useUnit(known ? undefined : value)
  const options = [...found.options]
  const chosen = known ?? single.data
  if (chosen && value === chosen.id && !options.some((option) => option.value === chosen.id))
    options.unshift({ value: chosen.id, label: chosen.name })
  return (
    <Select
      id={id}
      aria-label={label}
      style={{ width: '100%' }}
      value={value}
      allowClear={allowClear}
      placeholder={t('common.chooseUnit')}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('common.loading') : t('common.nothingFound')}
      options={options}
      onChange={(next: number | undefined) => onChange(next)}
    />
  )
}

export type Part = 'answering' | 'cooperating' | 'supervising'

export interface UnitPart {
  unit_id: number
  name: string
  part: Part
}

/** Several units for one part they play; the names chosen are kept, or they would be lost with the next search. */
function UnitsOfPart({
  id,
  part,
  value,
  onChange,
}: {
  id: string
  part: Part
  value: UnitPart[]
  onChange: (value: UnitPart[]) => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = useUnitOptions(useDebounced(search))
  const options = [...found.options]
  for (const unit of value)
    if (!options.some((option) => option.value === unit.unit_id))
      options.push({ value: unit.unit_id, label: unit.name })
  return (
    <Select
      id={id}
      mode="multiple"
      style={{ width: '100%' }}
      placeholder={t('common.chooseUnit')}
      showSearch={{ filterOption: false, onSearch: setSearch, autoClearSearchValue: true }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('common.loading') : t('common.nothingFound')}
      value={value.map((unit) => unit.unit_id)}
      options={options}
      onChange={(ids: number[]) =>
        onChange(
          ids.map((unit_id) => ({
            unit_id,
            part,
            name: options.find((option) => option.value === unit_id)?.label ?? String(unit_id),
          })),
        )
      }
    />
  )
}

const PARTS: Part[] = ['answering', 'cooperating', 'supervising']

/** Who answers for a matter, who helps and who watches. */
export function UnitParts({
  value,
  onChange,
  requireAnswering = false,
}: {
  value: UnitPart[]
  onChange: (value: UnitPart[]) => void
  requireAnswering?: boolean
}) {
  const { label } = useLabels()
  return (
    <>
      {PARTS.map((part) => (
        <Field key={part} label={label('part', part)} required={requireAnswering && part === 'answering'}>
          {(id) => (
            <UnitsOfPart
              id={id}
              part={part}
              value={value.filter((unit) => unit.part === part)}
              onChange={(chosen) => onChange([...value.filter((unit) => unit.part !== part), ...chosen])}
            />
          )}
        </Field>
      ))}
    </>
  )
}

export function PersonSelect({
  id,
  value,
  known,
  unitId,
  onChange,
}: {
  id?: string
  value: number | undefined
  known?: Named | null
  unitId?: number
  onChange: (value: number | undefined) => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = usePeople(useDebounced(search), unitId)
  const options = (found.data?.items ?? []).map((person) => ({
    value: person.id,
    label: person.unit ? `${person.name}(${person.unit.name})` : person.name,
  }))
  if (known && !options.some((option) => option.value === known.id))
    options.unshift({ value: known.id, label: known.name })
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      allowClear
      value={value}
      placeholder={t('common.choosePerson')}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      notFoundContent={found.isFetching ? t('common.loading') : t('common.nothingFound')}
      options={options}
      onChange={(next: number | undefined) => onChange(next)}
    />
  )
}
