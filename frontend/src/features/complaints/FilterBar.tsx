import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Option, useLabels, useMay } from '@/api/queries'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { useNarrow } from '@/ui/useNarrow'
import { useTypedSearch } from '@/ui/useTypedSearch'
import { type ComplaintsSearch, countNarrowed } from './search'

interface Props {
  search: ComplaintsSearch
  set: (part: { [Key in keyof ComplaintsSearch]: ComplaintsSearch[Key] | undefined }) => void
  onClear: (kept: ComplaintsSearch) => void
}

const CHOICES = [
  ['kind', 'complaint_kind'],
  ['state', 'complaint_state'],
  ['channel', 'complaint_channel'],
  ['category', 'complaint_category'],
  ['nine_rule', 'nine_rule'],
] as const

export function FilterBar({ search, set, onClear }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const office = useMay()('complaint.handle')
  const narrow = useNarrow()
  const narrowed = countNarrowed(search)
  const [open, setOpen] = useState(!narrow || narrowed > 0)
  const words = useTypedSearch(search.q ?? '', (q) => set({ q: q || undefined }))
  const { view, sort } = search
  return (
    <search className="panel" aria-label={t('complaints.filters')}>
      <div className="filterbar">
        <div className="search">
          <Field label={t('complaints.words')}>
            {(id) => <Input id={id} allowClear maxLength={60} {...words} />}
          </Field>
        </div>
        {open && (
          <>
            {CHOICES.map(([name, of]) => (
              <Choice
                key={name}
                label={t(`complaints.filter.${name}`)}
                value={search[name]}
                options={options(of)}
                onChange={(value) => set({ [name]: value })}
              />
            ))}
            <Unit
              label={t('complaints.filter.unit')}
              value={search.unit}
              onChange={(unit) => set({ unit })}
            />
            <Unit
              label={t('complaints.filter.handled_by')}
              value={search.handled_by}
              onChange={(handled_by) => set({ handled_by })}
            />
            <Day
              label={t('complaints.filter.received_from')}
              value={search.received_from}
              onChange={(received_from) => set({ received_from })}
            />
            <Day
              label={t('complaints.filter.received_to')}
              value={search.received_to}
              onChange={(received_to) => set({ received_to })}
            />
          </>
        )}
      </div>
      <div className="row" style={{ marginTop: 10 }}>
        {office && <Mine value={search.mine} onChange={(mine) => set({ mine })} />}
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'complaints.fewer' : 'complaints.more')}
        </Button>
        {narrowed > 0 && (
          <Button
            type="link"
            size="small"
            onClick={() => onClear({ ...(view ? { view } : {}), ...(sort ? { sort } : {}) })}
          >
            {t('complaints.clear', { count: narrowed })}
          </Button>
        )}
      </div>
    </search>
  )
}

/** Mine as the office that answers for it, or as the unit that was given it. */
function Mine({ value, onChange }: { value: string | undefined; onChange: (value?: string) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="bare row">
      <legend className="sr">{t('complaints.mine.legend')}</legend>
      {(['office', 'unit'] as const).map((one) => (
        <button
          key={one}
          type="button"
          className="filterchip"
          aria-pressed={value === one}
          onClick={() => onChange(value === one ? undefined : one)}
        >
          {t(`complaints.mine.${one}`)}
        </button>
      ))}
    </fieldset>
  )
}

function Choice(props: {
  label: string
  value: string | undefined
  options: Option[]
  onChange: (value: string | undefined) => void
}) {
  const { t } = useTranslation()
  return (
    <Field label={props.label}>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          allowClear
          placeholder={t('common.all')}
          value={props.value}
          options={props.options}
          onChange={(value: string | undefined) => props.onChange(value)}
        />
      )}
    </Field>
  )
}

function Unit(props: {
  label: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}) {
  return (
    <Field label={props.label}>
      {(id) => <UnitSelect id={id} value={props.value} onChange={props.onChange} />}
    </Field>
  )
}

function Day(props: {
  label: string
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  return (
    <Field label={props.label}>
      {(id) => (
        <DateField id={id} value={props.value} onChange={(value) => props.onChange(value ?? undefined)} />
      )}
    </Field>
  )
}
