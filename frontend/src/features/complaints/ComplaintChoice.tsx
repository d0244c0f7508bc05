import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useDebounced } from '@/ui/useDebounced'

interface Props {
  id: string
  /** The complaint itself is not among them. */
  not: number
  value: number | undefined
  onChange: (value: number | undefined) => void
}

/** Another complaint, found by its number or by words of its subject. */
export function ComplaintChoice({ id, not, value, onChange }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const q = useDebounced(search)
  const found = useQuery({
    queryKey: ['complaints', 'choice', q],
    staleTime: 30_000,
    queryFn: () =>
      call(client.GET('/api/v1/complaints', { params: { query: { q: q || undefined, limit: 20 } } })),
  })
  const options = (found.data?.items ?? [])
    .filter((line) => line.id !== not)
    .map((line) => ({ value: line.id, label: `${line.number} ${line.subject}` }))
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      placeholder={t('complaints.chooseComplaint')}
      notFoundContent={found.isFetching ? t('common.loading') : t('common.nothingFound')}
      value={value}
      options={options}
      onChange={(next: number | undefined) => onChange(next)}
    />
  )
}
