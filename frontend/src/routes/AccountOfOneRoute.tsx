import { useParams } from '@tanstack/react-router'
import { DetailPage } from '@/features/admin-accounts/DetailPage'

export function AccountOfOneRoute() {
  const { accountId } = useParams({ from: '/admin/accounts/$accountId' })
  return <DetailPage key={accountId} accountId={Number(accountId)} />
}
