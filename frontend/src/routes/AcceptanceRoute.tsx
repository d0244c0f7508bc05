import { useParams } from '@tanstack/react-router'
import { AcceptancePage } from '@/features/acceptances/AcceptancePage'

export function AcceptanceRoute() {
  const { acceptanceId } = useParams({ from: '/acceptances/$acceptanceId' })
  return <AcceptancePage key={acceptanceId} acceptanceId={Number(acceptanceId)} />
}
