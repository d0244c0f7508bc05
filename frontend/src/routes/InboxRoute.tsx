import { useNavigate, useSearch } from '@tanstack/react-router'
import { InboxPage } from '@/features/inbox/InboxPage'
import { parseInbox } from '@/features/inbox/search'

export function InboxRoute() {
  const search = useSearch({ from: '/inbox', select: (search) => parseInbox({ ...search }) })
  const navigate = useNavigate()
  return <InboxPage search={search} onSearch={(next) => void navigate({ to: '/inbox', search: next })} />
}
