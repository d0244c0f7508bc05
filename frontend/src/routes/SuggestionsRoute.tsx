import { useNavigate, useSearch } from '@tanstack/react-router'
import { SuggestionsPage } from '@/features/suggestions/SuggestionsPage'
import { parseSuggestions } from '@/features/suggestions/search'

export function SuggestionsRoute() {
  const search = useSearch({ from: '/suggestions', select: (found) => parseSuggestions({ ...found }) })
  const navigate = useNavigate()
  return (
    <SuggestionsPage
      search={search}
      onSearch={(next) => void navigate({ to: '/suggestions', search: next, resetScroll: false })}
    />
  )
}
