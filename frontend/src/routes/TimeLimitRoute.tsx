import { useParams } from '@tanstack/react-router'
import { TimeLimitPage } from '@/features/time-limits/TimeLimitPage'

export function TimeLimitRoute() {
  const { code } = useParams({ from: '/time-limits/$code' })
  return <TimeLimitPage key={code} code={code} />
}
