import { useNavigate, useSearch } from '@tanstack/react-router'
import { BoardPage } from '@/features/complaints/BoardPage'
import { parseBoard } from '@/features/complaints/search'

export function ComplaintClocksRoute() {
  const search = useSearch({ from: '/complaint-clocks', select: (found) => parseBoard({ ...found }) })
  const navigate = useNavigate()
  return (
    <BoardPage
      search={search}
      onSearch={(next) => void navigate({ to: '/complaint-clocks', search: next, resetScroll: false })}
    />
  )
}
