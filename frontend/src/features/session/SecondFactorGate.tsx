import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { session } from '@/api/session'
import { Doorway } from '@/ui/Doorway'
import { SecondFactorSetup } from '@/ui/SecondFactorSetup'
import { signOut } from '@/ui/signOut'

/** Roles that may do much harm sign in with more than a password; nothing else is offered until they can. */
export function SecondFactorGate({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${t('session.factor.gateTitle')} · ${t('common.product')}`
  }, [t])
  return (
    <Doorway wide onLeave={() => void signOut()}>
      <h1>{t('session.factor.gateTitle')}</h1>
      <p className="quiet" style={{ margin: '8px 0 16px' }}>
        {t('session.factor.gateWhy')}
      </p>
      <SecondFactorSetup
        onDone={() => {
          session.secondFactorSet()
          onDone()
        }}
      />
    </Doorway>
  )
}
