import { useNavigate, useSearch } from '@tanstack/react-router'
import { ReceptionsPage } from '@/features/receptions/ReceptionsPage'
import { parseReceptions } from '@/features/receptions/search'

export function ReceptionsRoute() {
  const search = useSearch({ from: '/receptions', select: (found) => parseReceptions({ ...found }) })
  const navigate = useNavigate()
  return (
    <ReceptionsPage
      search={search}
      onSearch={(next) => void navigate({ to: '/receptions', search: next, resetScroll: false })}
    />
  )
}
