import { useParams } from '@tanstack/react-router'
import { FindingPage } from '@/features/finding/FindingPage'

export function FindingRoute() {
  const { findingId } = useParams({ from: '/findings/$findingId' })
  return <FindingPage key={findingId} findingId={Number(findingId)} />
}
