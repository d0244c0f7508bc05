import { useNavigate, useSearch } from '@tanstack/react-router'
import { parseCalendar } from '@/features/time-limits/search'
import { WorkCalendarPage } from '@/features/time-limits/WorkCalendarPage'

export function WorkCalendarRoute() {
  const { year } = useSearch({ from: '/work-calendar', select: (search) => parseCalendar({ ...search }) })
  const navigate = useNavigate()
  return (
    <WorkCalendarPage
      year={year}
      onYear={(next) => void navigate({ to: '/work-calendar', search: { year: next }, resetScroll: false })}
    />
  )
}
