import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useDebounced } from '@/ui/useDebounced'

interface Props {
  id: string
  value: number | undefined
  /** The name of what was chosen, where the rows in sight know it. */
  known: string | undefined
  onChange: (value: number | undefined) => void
}

interface Choice {
  value: number
  label: string
}

/** Somebody who may stand in the trail, the disabled too. */
export function ActorSelect(props: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const asked = useDebounced(search)
  const found = useQuery({
    queryKey: ['events', 'actors', asked],
    staleTime: 60_000,
    queryFn: () =>
      call(client.GET('/api/v1/events/actors', { params: { query: { q: asked || undefined, limit: 50 } } })),
  })
  const options = (found.data?.items ?? []).map(({ id, name, unit_name, active }) => ({
    value: id,
    label: active
      ? t('trail.actorOption', { name, unit: unit_name })
      : t('trail.actorGone', { name, unit: unit_name }),
  }))
  return (
    <Found
      {...props}
      options={options}
      pending={found.isFetching}
      placeholder={t('trail.chooseActor')}
      onSearch={setSearch}
    />
  )
}

/** A unit, the closed too; departments of the same name are told apart by the unit above. */
export function PlaceSelect(props: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const asked = useDebounced(search)
  const found = useQuery({
    queryKey: ['events', 'units', asked],
    staleTime: 60_000,
    queryFn: () =>
      call(client.GET('/api/v1/events/units', { params: { query: { q: asked || undefined, limit: 50 } } })),
  })
  const options = (found.data?.items ?? []).map(({ id, name, parent_name }) => ({
    value: id,
    label: parent_name ? t('trail.actorOption', { name, unit: parent_name }) : name,
  }))
  return (
    <Found
      {...props}
      options={options}
      pending={found.isFetching}
      placeholder={t('common.chooseUnit')}
      onSearch={setSearch}
    />
  )
}

function Found({
  known,
  options,
  pending,
  placeholder,
  onSearch,
  ...props
}: Props & {
  options: Choice[]
  pending: boolean
  placeholder: string
  onSearch: (text: string) => void
}) {
  const { t } = useTranslation()
  const { value } = props
  const shown = [...options]
  // What was chosen keeps its name when another search no longer finds it.
  if (value !== undefined && !shown.some((option) => option.value === value))
    shown.unshift({ value, label: known ?? `#${value}` })
  return (
    <Select
      {...props}
      style={{ width: '100%' }}
      allowClear
      placeholder={placeholder}
      showSearch={{ filterOption: false, onSearch }}
      notFoundContent={pending ? t('common.loading') : t('common.nothingFound')}
      options={shown}
    />
  )
}
