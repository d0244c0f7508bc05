import { useNavigate, useSearch } from '@tanstack/react-router'
import { parseLimits } from '@/features/time-limits/search'
import { TimeLimitsPage } from '@/features/time-limits/TimeLimitsPage'

export function TimeLimitsRoute() {
  const search = useSearch({ from: '/time-limits', select: (search) => parseLimits({ ...search }) })
  const navigate = useNavigate()
  return (
    <TimeLimitsPage
      search={search}
      onSearch={(next) =>
        void navigate({ to: '/time-limits', search: parseLimits({ ...next }), resetScroll: false })
      }
    />
  )
}
