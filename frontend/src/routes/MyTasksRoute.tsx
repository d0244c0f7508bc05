import { useParams } from '@tanstack/react-router'
import { MyTasksPage } from '@/features/duties/MyTasksPage'

export function MyTasksRoute() {
  const { campaignId } = useParams({ from: '/campaigns/$campaignId/my-tasks' })
  return <MyTasksPage key={campaignId} campaignId={Number(campaignId)} />
}
