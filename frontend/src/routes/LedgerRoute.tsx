import { useNavigate, useSearch } from '@tanstack/react-router'
import { parseFilters } from '@/features/ledger/filters'
import { LedgerPage } from '@/features/ledger/LedgerPage'

export function LedgerRoute() {
  const filters = useSearch({ from: '/findings', select: (search) => parseFilters({ ...search }) })
  const navigate = useNavigate()
  return (
    <LedgerPage
      filters={filters}
      onFilters={(search) => void navigate({ to: '/findings', search, resetScroll: false })}
    />
  )
}
