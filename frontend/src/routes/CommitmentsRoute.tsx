import { useNavigate, useSearch } from '@tanstack/react-router'
import { CommitmentsPage } from '@/features/commitments/CommitmentsPage'
import { parseCommitments } from '@/features/commitments/search'

export function CommitmentsRoute() {
  const search = useSearch({ from: '/commitments', select: (found) => parseCommitments({ ...found }) })
  const navigate = useNavigate()
  return (
    <CommitmentsPage
      search={search}
      onSearch={(next) => void navigate({ to: '/commitments', search: next, resetScroll: false })}
      onOpen={(id) =>
        void navigate({ to: '/commitments/$commitmentId', params: { commitmentId: String(id) } })
      }
    />
  )
}
