import { useNavigate, useSearch } from '@tanstack/react-router'
import { parseUnitsSearch } from '@/features/admin-units/search'
import { UnitsPage } from '@/features/admin-units/UnitsPage'

export function UnitsRoute() {
  const search = useSearch({ from: '/admin/units', select: (search) => parseUnitsSearch({ ...search }) })
  const navigate = useNavigate()
  return (
    <UnitsPage
      search={search}
      onSearch={(next) => void navigate({ to: '/admin/units', search: next, resetScroll: false })}
    />
  )
}
