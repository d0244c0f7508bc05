import { useNavigate, useSearch } from '@tanstack/react-router'
import { AccountsPage } from '@/features/admin-accounts/AccountsPage'
import { parseAccountsSearch } from '@/features/admin-accounts/search'

export function AccountsRoute() {
  const search = useSearch({
    from: '/admin/accounts',
    select: (search) => parseAccountsSearch({ ...search }),
  })
  const navigate = useNavigate()
  return (
    <AccountsPage
      search={search}
      onSearch={(next) => void navigate({ to: '/admin/accounts', search: next, resetScroll: false })}
    />
  )
}
