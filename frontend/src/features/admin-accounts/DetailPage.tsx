import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useMay, useMe } from '@/api/queries'
import { moment } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { Barred } from '@/ui/Barred'
import { ConfirmDanger } from '@/ui/ConfirmDanger'
import { LinkButton } from '@/ui/LinkButton'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { StateOf } from './AccountsPage'
import { Appointments } from './Appointments'
import { type Account, accountsChanged, keeperNow, useOneAccount } from './accounts'
import { EditDialog } from './EditDialog'
import { PasswordHalf } from './PasswordHalf'
import { Secret } from './Secret'
import { Sessions } from './Sessions'
import { temporaryPassword } from './temporary'

export function DetailPage({ accountId }: { accountId: number }) {
  const me = useMe()
  const may = useMay()
  if (!me.data) return me.error ? <ProblemNotice error={me.error} /> : <Loading />
  return may('account.read') ? <Detail id={accountId} /> : <Barred page="accounts" />
}

function Detail({ id }: { id: number }) {
  const { t } = useTranslation()
  const may = useMay()
  const found = useOneAccount(id)
  if (found.isPending) return <Loading />
  const account = found.data
  if (!account) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
  return (
    <>
      <nav aria-label={t('accounts.back')} style={{ marginBottom: 8 }}>
        <Link to="/admin/accounts">← {t('accounts.title')}</Link>
      </nav>
      <PageHead title={account.name} extra={<StateOf account={account} />} />
      <PasswordHalf account={account} />
      <section className="panel" aria-labelledby="account-facts">
        <div className="headrow">
          <h2 id="account-facts">{t('accounts.facts')}</h2>
          <div className="side">
            <SystemActs account={account} />
            <SecurityActs account={account} />
          </div>
        </div>
        <Facts account={account} />
      </section>
      <Appointments account={account} />
      {may('account.manage') && <Sessions account={account} />}
    </>
  )
}

function Facts({ account }: { account: Account }) {
  const { t } = useTranslation()
  const facts: [string, string][] = [
    [t('accounts.name'), account.name],
    [t('accounts.username'), account.username],
    [t('accounts.home'), account.home_unit_name],
    [t('accounts.secondFactor'), account.second_factor ? t('accounts.set') : t('accounts.notSet')],
    [
      t('accounts.lastSignIn'),
      account.last_sign_in_at ? moment(account.last_sign_in_at) : t('accounts.never'),
    ],
    [t('accounts.createdAt'), moment(account.created_at)],
  ]
  return (
    <dl className="facts short">
      {facts.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What the system administrator does with an account: who it is and whether it is open. */
function SystemActs({ account }: { account: Account }) {
  const { t } = useTranslation()
  const may = useMay()
  const own = useMe().data?.id === account.id
  const announce = useAnnounce()
  const [act, setAct] = useState<'edit' | 'active' | 'factor' | null>(null)
  if (!may('account.open')) return null
  const close = () => setAct(null)
  const done = (said: string) => () => {
    close()
    announce.good(said)
    accountsChanged()
  }
  const reload = () => {
    close()
    accountsChanged()
  }
  const names = { name: account.name }
  return (
    <>
      <Button onClick={() => setAct('edit')}>{t('accounts.edit.button')}</Button>
      {account.second_factor && !own && (
        <Button onClick={() => setAct('factor')}>{t('accounts.factor.button')}</Button>
      )}
      {!own && (
        <Button danger={account.active} onClick={() => setAct('active')}>
          {account.active ? t('accounts.deactivate.button') : t('accounts.reactivate.button')}
        </Button>
      )}
      {act === 'edit' && (
        <EditDialog account={account} onClose={close} onDone={done(t('common.saved'))} onReload={reload} />
      )}
      {act === 'factor' && (
        <ConfirmDanger
          title={t('accounts.factor.title', names)}
          okText={t('accounts.factor.action')}
          run={() =>
            call(
              client.POST('/api/v1/accounts/{account_id}/second-factor-reset', {
                params: { path: { account_id: account.id } },
              }),
            )
          }
          onDone={done(t('accounts.factor.done', names))}
          onClose={close}
        >
          {t('accounts.factor.what', names)}
        </ConfirmDanger>
      )}
      {act === 'active' && (
        <ConfirmDanger
          title={
            account.active ? t('accounts.deactivate.title', names) : t('accounts.reactivate.title', names)
          }
          okText={account.active ? t('accounts.deactivate.action') : t('accounts.reactivate.action')}
          run={() =>
            call(
              client.PATCH('/api/v1/accounts/{account_id}', {
                params: {
                  path: { account_id: account.id },
                  header: { 'if-match': ifMatch(account.version) },
                },
                body: { active: !account.active },
              }),
            )
          }
          onDone={done(
            account.active ? t('accounts.deactivate.done', names) : t('accounts.reactivate.done', names),
          )}
          onReload={reload}
          onClose={close}
        >
          {account.active ? t('accounts.deactivate.what', names) : t('accounts.reactivate.what', names)}
        </ConfirmDanger>
      )}
    </>
  )
}

interface ResetPassword {
  password: string
  keeper: Awaited<ReturnType<typeof keeperNow>>
}

/** What the security administrator does: who gets in, and who takes over. */
function SecurityActs({ account }: { account: Account }) {
  const { t } = useTranslation()
  const may = useMay()
  const own = useMe().data?.id === account.id
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<ResetPassword | null>(null)
  const [password, setPassword] = useState('')
  if (!may('account.manage') || own) return null
  const names = { name: account.name }
  return (
    <>
      <Button
        onClick={() => {
          setPassword(temporaryPassword())
          setAsking(true)
        }}
      >
        {t('accounts.password.button')}
      </Button>
      <LinkButton to="/admin/accounts/$accountId/handover" params={{ accountId: String(account.id) }}>
        {t('accounts.handover.button')}
      </LinkButton>
      {asking && (
        <ConfirmDanger
          title={t('accounts.password.title', names)}
          okText={t('accounts.password.action')}
          run={async () => {
            await call(
              client.POST('/api/v1/accounts/{account_id}/password-reset', {
                params: { path: { account_id: account.id } },
                body: { new_password: password },
              }),
            )
            return { password, keeper: await keeperNow(account.id) }
          }}
          onDone={(reset) => {
            setAsking(false)
            setMade(reset)
            setPassword('')
            accountsChanged()
          }}
          onClose={() => setAsking(false)}
        >
          {t('accounts.password.what', names)}
        </ConfirmDanger>
      )}
      {made && (
        <Secret
          title={t('accounts.password.done', names)}
          name={account.name}
          username={account.username}
          {...made}
          onClose={() => setMade(null)}
        />
      )}
    </>
  )
}
