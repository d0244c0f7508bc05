import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { ConfirmDanger } from '@/ui/ConfirmDanger'
import { type Account, accountsChanged, useHalfTask } from './accounts'
import { SecretDialog } from './Secret'

/** The second half of a password, while it waits to be handed over by one administrator or the other. */
export function PasswordHalf({ account }: { account: Account }) {
  const { t } = useTranslation()
  const task = useHalfTask()(account)
  const [asking, setAsking] = useState(false)
  // Kept apart from the account: once taken out, nothing waits any more while the half is still shown.
  const [half, setHalf] = useState<string | null>(null)
  const names = { name: account.name }
  const close = () => {
    setAsking(false)
    accountsChanged()
  }
  return (
    <>
      {account.password_half && task && (
        <section className="notice warn" aria-labelledby="half-title">
          <h2 id="half-title">{t('accounts.half.waiting')}</h2>
          <p>
            {task === 'mine'
              ? t('accounts.half.mine', names)
              : t(`accounts.half.other.${account.password_half}`, names)}
          </p>
          {task === 'mine' && (
            <Button style={{ marginTop: 8 }} onClick={() => setAsking(true)}>
              {t('accounts.half.button')}
            </Button>
          )}
        </section>
      )}
      {asking && (
        <ConfirmDanger
          title={t('accounts.half.title', names)}
          okText={t('accounts.half.action')}
          run={() =>
            call(
              client.POST('/api/v1/accounts/{account_id}/password-half', {
                params: { path: { account_id: account.id } },
              }),
            )
          }
          onDone={(taken) => {
            setHalf(taken.half)
            close()
          }}
          onClose={close}
        >
          {t('accounts.half.confirm', names)}
        </ConfirmDanger>
      )}
      {half && (
        <SecretDialog
          title={t('accounts.half.taken', names)}
          what={t('accounts.half.what', names)}
          username={account.username}
          label={t('accounts.half.second')}
          secret={half}
          once={t('accounts.half.once')}
          onClose={() => setHalf(null)}
        >
          <p>{t('accounts.half.order')}</p>
        </SecretDialog>
      )}
    </>
  )
}
