import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '@/api/queries'
import type { Ending } from '@/api/session'
import { Doorway } from '@/ui/Doorway'
import { signOut } from '@/ui/signOut'
import { rememberPlace } from './comeBack'
import { Entry } from './Entry'
import { signInMessage, takeSignInSlug } from './signInMessage'

/** The door. The address stays, so that the page asked for comes after. */
export function SignIn() {
  const { t } = useTranslation()
  const [slug] = useState(takeSignInSlug)
  useTitle(t('session.title'))
  return (
    <Doorway brand>
      <h1>{t('session.title')}</h1>
      {slug !== null && (
        <div className="notice bad" role="alert">
          {signInMessage(slug)}
        </div>
      )}
      <Entry />
      <OtherDoor />
    </Doorway>
  )
}

/** In front of a page that was in use: it is kept, out of sight, and goes on for the one who was at it. */
export function SignInAgain({ why, onEntered }: { why: Ending; onEntered: () => void }) {
  const { t } = useTranslation()
  useTitle(t('session.title'))
  return (
    <Doorway brand onLeave={() => void signOut()}>
      <h1>{t(`session.over.${why}`)}</h1>
      <p className="quiet" style={{ marginBottom: 12 }}>
        {t('session.overWhat')}
      </p>
      <Entry onEntered={onEntered} />
    </Doorway>
  )
}

function useTitle(title: string): void {
  const { t } = useTranslation()
  useEffect(() => {
    const before = document.title
    document.title = `${title} · ${t('common.product')}`
    return () => {
      document.title = before
    }
  }, [title, t])
}

/** The organisation's own sign-in, where the operator has named one. */
function OtherDoor() {
  const { t, i18n } = useTranslation()
  const oidc = useMeta().data?.sign_in.oidc
  if (!oidc) return null
  return (
    <div className="otherdoor">
      <p className="small quiet">{t('session.oidc.or')}</p>
      <Button
        block
        size="large"
        href="/api/v1/sessions/oidc"
        lang={i18n.language === 'en-US' ? 'zh-CN' : undefined}
        onClick={rememberPlace}
      >
        {oidc.label}
      </Button>
    </div>
  )
}
