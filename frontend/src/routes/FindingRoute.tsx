import { useParams } from '@tanstack/react-router'
import { FindingPage } from '@/features/finding/FindingPage'
import { RulesOfFinding } from '@/features/outcomes/RulesOfFinding'

/** A finding's page, put together: the rules that were established because of it are another room's. */
export function FindingRoute() {
  const { findingId } = useParams({ from: '/findings/$findingId' })
  return (
    <FindingPage
      key={findingId}
      findingId={Number(findingId)}
      beside={(finding) => <RulesOfFinding finding={finding} />}
    />
  )
}
