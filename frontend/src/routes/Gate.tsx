import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import {
  forgetPerson,
  queryClient,
  useAccount,
  useMeta,
  useMustChangePassword,
  useSessionStatus,
} from '@/api/queries'
import { session } from '@/api/session'
import { FirstPassword } from '@/features/session/FirstPassword'
import { SignIn, SignInAgain } from '@/features/session/SignIn'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Shell } from '@/ui/Shell'

/**
 * Who is not signed in is asked to, in place: the address stays, so the page asked for comes after. Where a session
 * ended under somebody's hands, the page stays too, with all that was typed; only another person starts anew.
 */
export function Gate() {
  const status = useSessionStatus()
  const account = useAccount()
  const mustChange = useMustChangePassword()
  const meta = useMeta()
  useEffect(() => {
    if (status === 'unknown') void session.refresh().catch(() => session.leave())
    if (status === 'out') forgetPerson()
  }, [status])
  // Every page shows words of the service; without them it would show codes for a moment.
  if (status === 'unknown' || meta.isPending) return <Loading />
  if (meta.error && !meta.data)
    return <ProblemNotice error={meta.error} onRetry={() => void meta.refetch()} />
  if (status === 'out') return <SignIn />
  if (mustChange && status === 'in')
    return <FirstPassword onChanged={() => void queryClient.invalidateQueries()} />
  return (
    <>
      <Shell key={account}>
        <Outlet />
      </Shell>
      {status === 'expired' && <SignInAgain />}
    </>
  )
}
