import { useNavigate, useSearch } from '@tanstack/react-router'
import { UnitsPage } from '@/features/admin-units/UnitsPage'

export function UnitsRoute() {
  const search = useSearch({ from: '/admin/units' })
  const navigate = useNavigate()
  return (
    <UnitsPage
      search={search}
      onSearch={(next) => void navigate({ to: '/admin/units', search: next, resetScroll: false })}
    />
  )
}
