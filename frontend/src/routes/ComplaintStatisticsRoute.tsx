import { useNavigate, useSearch } from '@tanstack/react-router'
import { StatisticsPage } from '@/features/complaint-statistics/StatisticsPage'
import { parseStatistics } from '@/features/complaint-statistics/search'

export function ComplaintStatisticsRoute() {
  const search = useSearch({
    from: '/complaint-statistics',
    select: (found) => parseStatistics({ ...found }),
  })
  const navigate = useNavigate()
  return (
    <StatisticsPage
      search={search}
      onSearch={(next) => void navigate({ to: '/complaint-statistics', search: next, resetScroll: false })}
    />
  )
}
