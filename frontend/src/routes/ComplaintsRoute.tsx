import { useNavigate, useSearch } from '@tanstack/react-router'
import { InboxPage } from '@/features/complaints/InboxPage'
import { parseComplaints } from '@/features/complaints/search'

export function ComplaintsRoute() {
  const search = useSearch({ from: '/complaints', select: (found) => parseComplaints({ ...found }) })
  const navigate = useNavigate()
  return (
    <InboxPage
      search={search}
      onSearch={(next) => void navigate({ to: '/complaints', search: next, resetScroll: false })}
    />
  )
}
