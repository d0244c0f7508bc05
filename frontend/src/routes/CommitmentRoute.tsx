import { useParams } from '@tanstack/react-router'
import { CommitmentPage } from '@/features/commitments/CommitmentPage'

export function CommitmentRoute() {
  const { commitmentId } = useParams({ from: '/commitments/$commitmentId' })
  return <CommitmentPage key={commitmentId} commitmentId={Number(commitmentId)} />
}
