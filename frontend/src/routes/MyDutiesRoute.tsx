import { useNavigate, useSearch } from '@tanstack/react-router'
import { MyDutiesPage } from '@/features/duties/MyDutiesPage'
import { parseMyDuties } from '@/features/duties/search'

export function MyDutiesRoute() {
  const search = useSearch({ from: '/my-duties', select: (search) => parseMyDuties({ ...search }) })
  const navigate = useNavigate()
  return (
    <MyDutiesPage search={search} onSearch={(next) => void navigate({ to: '/my-duties', search: next })} />
  )
}
