import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import {
  forgetPerson,
  queryClient,
  useAccount,
  useMeta,
  useMustChangePassword,
  useMustSetSecondFactor,
  useSessionStatus,
} from '@/api/queries'
import { session } from '@/api/session'
import { placeToGoTo } from '@/features/session/comeBack'
import { FirstPassword } from '@/features/session/FirstPassword'
import { IdleWatch } from '@/features/session/IdleWatch'
import { SignIn, SignInAgain } from '@/features/session/SignIn'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Shell } from '@/ui/Shell'

// Seen once in an account's life.
const SecondFactorGate = lazy(async () => ({
  default: (await import('@/features/session/SecondFactorGate')).SecondFactorGate,
}))

/** Everything again, with what the person may do now. */
const askAgain = () => void queryClient.invalidateQueries()

/**
 * Who is not signed in is asked to, in place: the address stays, so the page asked for comes after. Where a session
 * ended under somebody's hands, the page stays too, with all that was typed, but out of sight: who comes back may be
 * another person, and for another person it starts anew.
 */
export function Gate() {
  const status = useSessionStatus()
  const account = useAccount()
  const mustChange = useMustChangePassword()
  const mustSetFactor = useMustSetSecondFactor()
  const meta = useMeta()
  useEffect(() => {
    if (status === 'unknown') void session.refresh().catch(() => session.leave())
    if (status === 'out') forgetPerson()
  }, [status])
  useWayBack(status === 'in')
  const away = status === 'expired'
  useEffect(() => {
    // Dialogs stand beside the page in the document; they go out of sight with it.
    document.body.classList.toggle('away', away)
  }, [away])
  // Every page shows words of the service; without them it would show codes for a moment.
  if (status === 'unknown' || meta.isPending) return <Loading />
  if (meta.error && !meta.data)
    return <ProblemNotice error={meta.error} onRetry={() => void meta.refetch()} />
  if (status === 'out') return <SignIn />
  if (mustChange && status === 'in') return <FirstPassword onChanged={askAgain} />
  if (mustSetFactor && status === 'in')
    return (
      <Suspense fallback={<Loading />}>
        <SecondFactorGate onDone={askAgain} />
      </Suspense>
    )
  return (
    <>
      <div className="kept" hidden={away} inert={away}>
        <Shell key={account}>
          <Outlet />
        </Shell>
      </div>
      {away ? <SignInAgain why={session.ending()} onEntered={askAgain} /> : <IdleWatch />}
    </>
  )
}

/** Who came back from the organisation's own door goes on to where they were going. */
function useWayBack(inside: boolean): void {
  const navigate = useNavigate()
  useEffect(() => {
    const place = inside ? placeToGoTo() : null
    if (place && place !== '/') void navigate({ href: place, replace: true })
  }, [inside, navigate])
}
