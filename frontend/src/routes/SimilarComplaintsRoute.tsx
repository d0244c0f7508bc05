import { useParams } from '@tanstack/react-router'
import { SimilarPage } from '@/features/complaints/SimilarPage'

export function SimilarComplaintsRoute() {
  const { complaintId } = useParams({ from: '/complaints/$complaintId/similar' })
  return <SimilarPage key={complaintId} complaintId={Number(complaintId)} />
}
