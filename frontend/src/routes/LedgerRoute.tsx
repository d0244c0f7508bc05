import { useNavigate, useSearch } from '@tanstack/react-router'
import { LedgerPage } from '@/features/ledger/LedgerPage'

export function LedgerRoute() {
  const filters = useSearch({ from: '/findings' })
  const navigate = useNavigate()
  return (
    <LedgerPage
      filters={filters}
      onFilters={(search) => void navigate({ to: '/findings', search, resetScroll: false })}
    />
  )
}
