import { useTranslation } from 'react-i18next'
import { session } from '@/api/session'
import { Doorway } from '@/ui/Doorway'
import { PasswordForm } from '@/ui/PasswordForm'
import { signOut } from '@/ui/signOut'

/** Nothing else is offered until the password an administrator knows is gone. */
export function FirstPassword({ onChanged }: { onChanged: () => void }) {
  const { t } = useTranslation()
  return (
    <Doorway onLeave={() => void signOut()}>
      <h1>{t('session.first.title')}</h1>
      <p className="quiet" style={{ margin: '8px 0 16px' }}>
        {t('session.first.why')}
      </p>
      <PasswordForm
        onDone={() => {
          session.passwordChanged()
          onChanged()
        }}
      />
    </Doorway>
  )
}
