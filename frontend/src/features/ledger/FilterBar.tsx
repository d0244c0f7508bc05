import { Button, Checkbox, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Option, useInspections, useLabels, useMay, useTags } from '@/api/queries'
import { CampaignSelect, ProblemTypeSelect } from '@/ui/CampaignSelect'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { Light } from '@/ui/Light'
import { useNarrow } from '@/ui/useNarrow'
import { countFilters, type Filters } from './filters'

const LIGHTS = ['red', 'yellow', 'green', 'grey'] as const
const HIDDEN_AT_FIRST = [
  'published_status',
  'closure_state',
  'severity',
  'source',
  'tag',
  'inspection_id',
  'campaign',
  'due_before',
  'due_after',
  'key_matter',
  'long_term',
  'voided',
] as const

interface Props {
  filters: Filters
  onChange: (filters: Filters) => void
}

export function FilterBar({ filters, onChange }: Props) {
  const { t } = useTranslation()
  const { label, options } = useLabels()
  const narrow = useNarrow()
  const [more, setMore] = useState(HIDDEN_AT_FIRST.some((key) => filters[key] !== undefined))
  const set = (part: Partial<Filters>) => onChange({ ...filters, ...part })
  const narrowed = countFilters(filters)

  const basics = (
    <>
      <Field label={t('ledger.col.units')}>
        {(id) => (
          <UnitSelect id={id} value={filters.unit_id ?? undefined} onChange={(unit_id) => set({ unit_id })} />
        )}
      </Field>
      <Choice
        label={t('ledger.col.work_state')}
        value={filters.work_state}
        options={options('work_state')}
        onChange={(work_state) => set({ work_state } as Partial<Filters>)}
      />
    </>
  )

  return (
    <search className="panel" aria-label={t('ledger.filters')}>
      <div className="filterbar">
        <SearchBox value={filters.q ?? ''} onSearch={(q) => set({ q: q || undefined })} />
        {(!narrow || more) && basics}
        {more && <MoreFilters filters={filters} set={set} />}
      </div>
      <div className="row" style={{ marginTop: 10 }}>
        <fieldset className="lightpick bare">
          <legend className="sr">{t('ledger.col.light')}</legend>
          {LIGHTS.map((light) => (
            <button
              key={light}
              type="button"
              aria-pressed={filters.light === light}
              onClick={() => set({ light: filters.light === light ? undefined : light } as Partial<Filters>)}
            >
              <Light light={light} />
            </button>
          ))}
        </fieldset>
        <Checkbox
          checked={filters.waiting_for_me === true}
          onChange={(event) => set({ waiting_for_me: event.target.checked || undefined })}
        >
          {t('ledger.waiting')}
        </Checkbox>
        {filters.waiting && (
          <Tag closable onClose={() => set({ waiting: undefined })}>
            {label('waiting', filters.waiting)}
          </Tag>
        )}
        <Button type="link" size="small" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? t('ledger.fewerFilters') : t('ledger.moreFilters')}
        </Button>
        {narrowed > 0 && (
          <Button
            type="link"
            size="small"
            onClick={() => onChange(filters.sort ? { sort: filters.sort } : {})}
          >
            {t('ledger.clearFilters')}({narrowed})
          </Button>
        )}
      </div>
    </search>
  )
}

function MoreFilters({ filters, set }: { filters: Filters; set: (part: Partial<Filters>) => void }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const may = useMay()
  const tags = useTags().data?.items ?? []
  const inspections = useInspections().data?.items ?? []
  return (
    <>
      {(['published_status', 'closure_state', 'severity', 'source'] as const).map((name) => (
        <Choice
          key={name}
          label={t(`ledger.col.${name}`)}
          value={filters[name]}
          options={options(name)}
          onChange={(value) => set({ [name]: value } as Partial<Filters>)}
        />
      ))}
      <Choice
        label={t('ledger.col.inspection')}
        value={filters.inspection_id == null ? undefined : String(filters.inspection_id)}
        options={inspections.map((entry) => ({ value: String(entry.id), label: entry.title }))}
        onChange={(value) => set({ inspection_id: value ? Number(value) : undefined })}
      />
      {may('campaign.read') && (
        <Field label={t('ledger.campaign')}>
          {(id) => (
            <CampaignSelect
              id={id}
              value={filters.campaign ?? undefined}
              onChange={(campaign) => set({ campaign, problem_type: undefined })}
            />
          )}
        </Field>
      )}
      {filters.campaign != null && (
        <Field label={t('ledger.problemType')}>
          {(id) => (
            <ProblemTypeSelect
              id={id}
              campaignId={filters.campaign ?? 0}
              value={filters.problem_type ?? undefined}
              onChange={(problem_type) => set({ problem_type })}
            />
          )}
        </Field>
      )}
      <Choice
        label={t('ledger.col.tag')}
        value={filters.tag == null ? undefined : String(filters.tag)}
        options={tags.map((tag) => ({ value: String(tag.id), label: tag.name }))}
        onChange={(value) => set({ tag: value ? Number(value) : undefined } as Partial<Filters>)}
      />
      <Field label={t('ledger.dueAfter')}>
        {(id) => (
          <DateField
            id={id}
            value={filters.due_after}
            onChange={(value) => set({ due_after: value ?? undefined })}
          />
        )}
      </Field>
      <Field label={t('ledger.dueBefore')}>
        {(id) => (
          <DateField
            id={id}
            value={filters.due_before}
            onChange={(value) => set({ due_before: value ?? undefined })}
          />
        )}
      </Field>
      <Checkbox
        checked={filters.key_matter === true}
        onChange={(event) => set({ key_matter: event.target.checked || undefined })}
      >
        {t('ledger.keyMatter')}
      </Checkbox>
      {(['long_term', 'voided'] as const).map((name) => (
        <Checkbox
          key={name}
          checked={filters[name] === true}
          onChange={(event) => set({ [name]: event.target.checked || undefined })}
        >
          {name === 'voided' ? t('finding.voided') : t('ledger.longTerm')}
        </Checkbox>
      ))}
    </>
  )
}

function SearchBox({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  const [seen, setSeen] = useState(value)
  // The address may change without typing (a link, the back button); the box then follows it.
  if (seen !== value) {
    setSeen(value)
    setTyped(value)
  }
  return (
    <div className="search">
      <Field label={t('ledger.searchLabel')}>
        {(id) => (
          <Input.Search
            id={id}
            value={typed}
            allowClear
            placeholder={t('ledger.searchPlaceholder')}
            enterButton={t('common.search')}
            onChange={(event) => setTyped(event.target.value)}
            onSearch={(text) => onSearch(text.trim())}
          />
        )}
      </Field>
    </div>
  )
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string | null | undefined
  options: Option[]
  onChange: (value: string | undefined) => void
}) {
  const { t } = useTranslation()
  return (
    <Field label={label}>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          allowClear
          placeholder={t('common.all')}
          value={value ?? undefined}
          options={options}
          onChange={onChange}
          popupMatchSelectWidth={false}
        />
      )}
    </Field>
  )
}
