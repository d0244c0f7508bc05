import { useParams } from '@tanstack/react-router'
import { AcceptancesOfFinding } from '@/features/acceptances/AcceptancesOfFinding'
import { FindingPage } from '@/features/finding/FindingPage'
import { RulesOfFinding } from '@/features/outcomes/RulesOfFinding'

/** A finding's page, put together: what people say of its closure and the rules established because of it are other rooms'. */
export function FindingRoute() {
  const { findingId } = useParams({ from: '/findings/$findingId' })
  return (
    <FindingPage
      key={findingId}
      findingId={Number(findingId)}
      beside={(finding) => (
        <>
          <AcceptancesOfFinding findingId={finding.id} />
          <RulesOfFinding finding={finding} />
        </>
      )}
    />
  )
}
