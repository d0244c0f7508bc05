import { useNavigate, useSearch } from '@tanstack/react-router'
import { TrailPage } from '@/features/trail/TrailPage'

export function TrailRoute() {
  const search = useSearch({ from: '/trail' })
  const navigate = useNavigate()
  return (
    <TrailPage
      search={search}
      onSearch={(next) => void navigate({ to: '/trail', search: next, resetScroll: false })}
    />
  )
}
