import { Button, Modal } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '@/api/queries'
import { session } from '@/api/session'
import { whenUsed } from '@/ui/activity'
import { Countdown } from '@/ui/Countdown'
import { type Idleness, idleness, worthTelling } from './idle'

/** Until the service has said how long it waits. */
const USUAL_MINUTES = 60
const LOOK_EVERY = 5_000

/**
 * A session nobody works in comes to its end: asked a minute before, then the page goes out of sight with all that
 * was typed. Work that sends nothing, a long text for one, tells the service now and then that somebody is here.
 */
export function IdleWatch() {
  const limit = (useMeta().data?.sign_in.idle_minutes ?? USUAL_MINUTES) * 60_000
  const [idle, setIdle] = useState<Idleness>({ state: 'fresh' })

  const look = useCallback(() => {
    const next = idleness(session.renewedAt(), limit, Date.now())
    if (next.state === 'over') session.idle()
    else setIdle((old) => (old.state === next.state ? old : next))
  }, [limit])

  useEffect(() => {
    const timer = setInterval(look, LOOK_EVERY)
    document.addEventListener('visibilitychange', look)
    // A machine that slept wakes without a change of visibility.
    window.addEventListener('focus', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
  }, [look])

  useEffect(() => {
    if (idle.state !== 'fresh') return
    return whenUsed(() => {
      const now = Date.now()
      if (idleness(session.renewedAt(), limit, now).state !== 'fresh') look()
      else if (worthTelling(session.renewedAt(), limit, now)) void session.refresh().catch(() => undefined)
    })
  }, [idle.state, limit, look])

  if (idle.state !== 'warn') return null
  return <Warning until={idle.until} onEnd={look} />
}

function Warning({ until, onEnd }: { until: number; onEnd: () => void }) {
  const { t } = useTranslation()
  const [failed, setFailed] = useState(false)
  const stay = () => {
    setFailed(false)
    session.refresh().then(onEnd, () => setFailed(true))
  }
  return (
    <Modal
      open
      title={t('session.idle.title')}
      closable={false}
      mask={{ closable: false }}
      onCancel={stay}
      zIndex={1900}
      footer={
        <>
          <Button onClick={() => session.idle()}>{t('session.idle.leave')}</Button>
          <Button type="primary" autoFocus onClick={stay}>
            {t('session.idle.stay')}
          </Button>
        </>
      }
    >
      <p>
        <Countdown until={until} onEnd={onEnd} say={(span) => t('session.idle.left', { span })} />
      </p>
      {failed && <p role="alert">{t('common.error.networkDetail')}</p>}
    </Modal>
  )
}
