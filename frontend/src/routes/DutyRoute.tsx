import { useParams } from '@tanstack/react-router'
import { DutyPage } from '@/features/duties/DutyPage'

export function DutyRoute() {
  const { dutyId } = useParams({ from: '/duties/$dutyId' })
  return <DutyPage key={dutyId} dutyId={Number(dutyId)} />
}
