import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { PasswordForm } from '@/ui/PasswordForm'
import { ProblemNotice } from '@/ui/ProblemNotice'

export function AccountPage() {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const me = useMe()
  return (
    <>
      <PageHead title={t('account.title')} />
      <ProblemNotice error={me.error} onRetry={() => void me.refetch()} />
      {me.isPending && <Loading />}
      {me.data && (
        <section className="panel" aria-labelledby="who-title">
          <h2 id="who-title">{t('account.who')}</h2>
          <dl className="facts">
            <div>
              <dt>{t('account.name')}</dt>
              <dd>{me.data.name}</dd>
            </div>
            <div>
              <dt>{t('account.username')}</dt>
              <dd>{me.data.username}</dd>
            </div>
            <div>
              <dt>{t('account.home')}</dt>
              <dd>{me.data.home_unit?.name ?? '—'}</dd>
            </div>
            <div>
              <dt>{t('account.roles')}</dt>
              {me.data.appointments.map((entry) => (
                <dd key={`${entry.role}-${entry.unit.id}`}>
                  {t('account.role', { role: entry.role_label, unit: entry.unit.name })}
                </dd>
              ))}
            </div>
          </dl>
        </section>
      )}
      <section className="panel" aria-labelledby="password-title">
        <h2 id="password-title">{t('account.password')}</h2>
        <PasswordForm onDone={() => announce.good(t('session.first.done'))} />
      </section>
      <section className="panel" aria-labelledby="language-title">
        <h2 id="language-title">{t('account.language')}</h2>
        <div style={{ display: 'flex' }}>
          <LanguageSwitch />
        </div>
      </section>
    </>
  )
}
