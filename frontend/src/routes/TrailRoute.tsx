import { useNavigate, useSearch } from '@tanstack/react-router'
import { parseTrailSearch } from '@/features/trail/search'
import { TrailPage } from '@/features/trail/TrailPage'

export function TrailRoute() {
  const search = useSearch({ from: '/trail', select: (search) => parseTrailSearch({ ...search }) })
  const navigate = useNavigate()
  return (
    <TrailPage
      search={search}
      onSearch={(next) => void navigate({ to: '/trail', search: next, resetScroll: false })}
    />
  )
}
