import { useTranslation } from 'react-i18next'
import { queryClient, useLabels, useMe } from '@/api/queries'
import type { Me } from '@/api/types'
import { useAnnounce } from '@/ui/announce'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { PasswordForm } from '@/ui/PasswordForm'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Mail } from './Mail'
import { SecondFactor } from './SecondFactor'
import { Sessions } from './Sessions'

export function AccountPage() {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const me = useMe()
  return (
    <>
      <PageHead title={t('account.title')} />
      <ProblemNotice error={me.error} onRetry={() => void me.refetch()} />
      {me.isPending && <Loading />}
      <div className="accountpage">
        {me.data && <Who me={me.data} />}
        {me.data && <SecondFactor factor={me.data.second_factor} />}
        <section className="panel" aria-labelledby="password-title">
          <h2 id="password-title">{t('account.password')}</h2>
          <PasswordForm
            onDone={() => {
              announce.good(t('session.first.done'))
              void queryClient.invalidateQueries({ queryKey: ['me', 'sessions'] })
            }}
          />
        </section>
        <Sessions />
        <Mail />
        <section className="panel" aria-labelledby="language-title">
          <h2 id="language-title">{t('account.language')}</h2>
          <div style={{ display: 'flex' }}>
            <LanguageSwitch />
          </div>
        </section>
      </div>
    </>
  )
}

function Who({ me }: { me: Me }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <section className="panel" aria-labelledby="who-title">
      <h2 id="who-title">{t('account.who')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('account.name')}</dt>
          <dd>{me.name}</dd>
        </div>
        <div>
          <dt>{t('account.username')}</dt>
          <dd>{me.username}</dd>
        </div>
        <div>
          <dt>{t('account.home')}</dt>
          <dd>{me.home_unit?.name ?? '—'}</dd>
        </div>
        <div>
          <dt>{t('account.roles')}</dt>
          {me.appointments.length === 0 && <dd>{t('account.noRole')}</dd>}
          {me.appointments.map((entry) => (
            <dd key={`${entry.role}-${entry.unit.id}`}>
              {t('account.role', { role: label('role', entry.role), unit: entry.unit.name })}
            </dd>
          ))}
        </div>
      </dl>
    </section>
  )
}
