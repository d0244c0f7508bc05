import { useParams } from '@tanstack/react-router'
import { DraftPage } from '@/features/imports/DraftPage'

export function ImportRoute() {
  const { importId } = useParams({ from: '/imports/$importId' })
  return <DraftPage key={importId} importId={Number(importId)} />
}
