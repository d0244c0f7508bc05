import { useNavigate, useSearch } from '@tanstack/react-router'
import { AcceptancesPage } from '@/features/acceptances/AcceptancesPage'
import { parseAcceptances } from '@/features/acceptances/search'

export function AcceptancesRoute() {
  const search = useSearch({ from: '/acceptances', select: (found) => parseAcceptances({ ...found }) })
  const navigate = useNavigate()
  return (
    <AcceptancesPage
      search={search}
      onSearch={(next) => void navigate({ to: '/acceptances', search: next, resetScroll: false })}
    />
  )
}
