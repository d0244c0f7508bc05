import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePeople, useUnitOptions } from '@/api/queries'
import { useDebounced } from '@/ui/useDebounced'
import type { Task } from './types'

interface Props<Entry> {
  id: string
  value: readonly Entry[]
  onChange: (value: Entry[]) => void
}

type Person = Task['persons'][number]
type Department = Task['departments'][number]

/** Persons by name: whoever has an account is found by typing, anybody else stands as the paper has them. */
export function PersonsField({ id, value, onChange }: Props<Person>) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = usePeople(useDebounced(search), undefined)
  const people = (found.data?.items ?? []).map((person) => ({
    value: `#${person.id}`,
    label: person.unit ? `${person.name}(${person.unit.name})` : person.name,
    name: person.name,
  }))
  return (
    <NamedSelect
      id={id}
      placeholder={t('campaigns.task.personsHow')}
      found={people}
      onSearch={setSearch}
      loading={found.isFetching}
      value={value.map(({ name, account_id }) => ({ name, id: account_id }))}
      onChange={(entries) => onChange(entries.map(({ name, id: account_id }) => ({ name, account_id })))}
    />
  )
}

export function DepartmentsField({ id, value, onChange }: Props<Department>) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = useUnitOptions(useDebounced(search))
  return (
    <NamedSelect
      id={id}
      placeholder={t('campaigns.task.departmentsHow')}
      found={found.options.map((unit) => ({ value: `#${unit.value}`, label: unit.label, name: unit.label }))}
      onSearch={setSearch}
      loading={found.isFetching}
      value={value.map(({ name, unit_id }) => ({ name, id: unit_id }))}
      onChange={(entries) => onChange(entries.map(({ name, id: unit_id }) => ({ name, unit_id })))}
    />
  )
}

interface Named {
  name: string
  id: number | null
}

function NamedSelect(props: {
  id: string
  placeholder: string
  found: { value: string; label: string; name: string }[]
  onSearch: (words: string) => void
  loading: boolean
  value: Named[]
  onChange: (value: Named[]) => void
}) {
  const { value } = props
  const keyOf = ({ name, id }: Named) => (id === null ? name : `#${id}`)
  const known = value
    .filter((entry) => !props.found.some((option) => option.value === keyOf(entry)))
    .map((entry) => ({ value: keyOf(entry), label: entry.name, name: entry.name }))
  const options = [...known, ...props.found]
  const entryOf = (key: string): Named => {
    const before = value.find((entry) => keyOf(entry) === key)
    if (before) return before
    const option = options.find((one) => one.value === key)
    return option && key.startsWith('#')
      ? { name: option.name, id: Number(key.slice(1)) }
      : { name: key, id: null }
  }
  return (
    <Select
      id={props.id}
      mode="tags"
      style={{ width: '100%' }}
      placeholder={props.placeholder}
      tokenSeparators={['\u3001', ',', '\uff0c', ';', '\uff1b']}
      showSearch={{ filterOption: false, onSearch: props.onSearch, autoClearSearchValue: true }}
      loading={props.loading}
      value={value.map(keyOf)}
      options={options}
      onChange={(keys: string[]) => props.onChange(keys.map(entryOf))}
    />
  )
}
