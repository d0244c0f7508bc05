import { useParams } from '@tanstack/react-router'
import { InspectionPage } from '@/features/inspections/InspectionPage'

export function InspectionRoute() {
  const { inspectionId } = useParams({ from: '/inspections/$inspectionId' })
  return <InspectionPage key={inspectionId} inspectionId={Number(inspectionId)} />
}
