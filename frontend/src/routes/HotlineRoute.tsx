import { useNavigate, useSearch } from '@tanstack/react-router'
import { HotlinePage } from '@/features/hotline/HotlinePage'
import { parseHotline } from '@/features/hotline/search'

export function HotlineRoute() {
  const search = useSearch({ from: '/hotline', select: (found) => parseHotline({ ...found }) })
  const navigate = useNavigate()
  return (
    <HotlinePage
      search={search}
      onSearch={(next) => void navigate({ to: '/hotline', search: next, resetScroll: false })}
    />
  )
}
