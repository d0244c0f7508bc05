import { useNavigate, useSearch } from '@tanstack/react-router'
import { BurdenPage } from '@/features/burden/BurdenPage'
import { parseBurden } from '@/features/burden/search'

export function BurdenRoute() {
  const search = useSearch({ from: '/burden', select: (search) => parseBurden({ ...search }) })
  const navigate = useNavigate()
  return (
    <BurdenPage
      search={search}
      onSearch={(next) =>
        void navigate({ to: '/burden', search: parseBurden({ ...next }), resetScroll: false })
      }
    />
  )
}
