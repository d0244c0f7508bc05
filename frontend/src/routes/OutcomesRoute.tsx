import { useNavigate, useSearch } from '@tanstack/react-router'
import { OutcomesPage } from '@/features/outcomes/OutcomesPage'
import { parseOutcomes } from '@/features/outcomes/search'

export function OutcomesRoute() {
  const search = useSearch({ from: '/outcomes', select: (found) => parseOutcomes({ ...found }) })
  const navigate = useNavigate()
  return (
    <OutcomesPage
      search={search}
      onSearch={(next) => void navigate({ to: '/outcomes', search: next, resetScroll: false })}
    />
  )
}
