import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { queryClient, useMeta, useMustChangePassword, useSessionStatus } from '@/api/queries'
import { session } from '@/api/session'
import { FirstPassword } from '@/features/session/FirstPassword'
import { SignIn } from '@/features/session/SignIn'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Shell } from '@/ui/Shell'

/** Who is not signed in is asked to, in place: the address stays, so the page asked for comes after. */
export function Gate() {
  const status = useSessionStatus()
  const mustChange = useMustChangePassword()
  const meta = useMeta()
  useEffect(() => {
    if (status === 'unknown') void session.refresh().catch(() => session.leave())
    if (status === 'out') queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'meta' })
  }, [status])
  // Every page shows words of the service; without them it would show codes for a moment.
  if (status === 'unknown' || meta.isPending) return <Loading />
  if (meta.error) return <ProblemNotice error={meta.error} onRetry={() => void meta.refetch()} />
  if (status === 'out') return <SignIn />
  if (mustChange) return <FirstPassword onChanged={() => void queryClient.invalidateQueries()} />
  return (
    <Shell>
      <Outlet />
    </Shell>
  )
}
