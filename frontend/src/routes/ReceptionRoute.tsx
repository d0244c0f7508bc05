import { useParams } from '@tanstack/react-router'
import { ReceptionPage } from '@/features/receptions/ReceptionPage'

export function ReceptionRoute() {
  const { unitId } = useParams({ from: '/receptions/$unitId' })
  return <ReceptionPage key={unitId} unitId={Number(unitId)} />
}
