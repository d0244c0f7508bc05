import { useNavigate, useSearch } from '@tanstack/react-router'
import { InboxPage } from '@/features/inbox/InboxPage'

export function InboxRoute() {
  const search = useSearch({ from: '/inbox' })
  const navigate = useNavigate()
  return <InboxPage search={search} onSearch={(next) => void navigate({ to: '/inbox', search: next })} />
}
