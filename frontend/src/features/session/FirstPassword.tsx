import { useTranslation } from 'react-i18next'
import { session } from '@/api/session'
import { PasswordForm } from '@/ui/PasswordForm'

/** Nothing else is offered until the password an administrator knows is gone. */
export function FirstPassword({ onChanged }: { onChanged: () => void }) {
  const { t } = useTranslation()
  return (
    <main className="doorway">
      <div className="panel">
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
      </div>
    </main>
  )
}
