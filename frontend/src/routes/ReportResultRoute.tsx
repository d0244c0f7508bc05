import { useParams } from '@tanstack/react-router'
import { ResultPage } from '@/features/duties/ResultPage'

export function ReportResultRoute() {
  const { resultId } = useParams({ from: '/report-results/$resultId' })
  return <ResultPage key={resultId} resultId={Number(resultId)} />
}
