import { useParams } from '@tanstack/react-router'
import { HandoverPage } from '@/features/admin-accounts/HandoverPage'

export function HandoverRoute() {
  const { accountId } = useParams({ from: '/admin/accounts/$accountId/handover' })
  return <HandoverPage key={accountId} accountId={Number(accountId)} />
}
