import { useMe } from '@/api/queries'

/** The unit a person writes for: where they hold a role of a unit; the first one, where there are several. */
export function useOwnUnit(): number | undefined {
  const held = useMe().data?.appointments ?? []
  return held.find(({ role }) => role === 'unit_head' || role === 'liaison')?.unit.id
}
