import { useParams } from '@tanstack/react-router'
import { ComplaintPage } from '@/features/complaints/ComplaintPage'

export function ComplaintRoute() {
  const { complaintId } = useParams({ from: '/complaints/$complaintId' })
  return <ComplaintPage key={complaintId} complaintId={Number(complaintId)} />
}
