import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  changeNoticeSettings,
  confirmNoticeAddress,
  type NoticeSettings,
  useNoticeSettings,
} from '@/api/notices'
import { queryClient } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { CodeField } from '@/ui/CodeField'
import { Field } from '@/ui/fields'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useSubmit } from '@/ui/useSubmit'

const MODES = ['none', 'daily', 'each'] as const

/** Messages are always in the inbox; mail only says that there are some. */
export function Mail() {
  const { t } = useTranslation()
  const settings = useNoticeSettings()
  return (
    <section className="panel" aria-labelledby="mail-title">
      <h2 id="mail-title">{t('account.mail.title')}</h2>
      <p className="quiet" style={{ marginBottom: 12 }}>
        {t('account.mail.what')}
      </p>
      <ProblemNotice error={settings.error} onRetry={() => void settings.refetch()} />
      {settings.isPending && <Loading />}
      {settings.data && !settings.data.mail_available && <p>{t('account.mail.unavailable')}</p>}
      {settings.data?.mail_available && <Choices settings={settings.data} />}
    </section>
  )
}

function keep(settings: NoticeSettings): void {
  queryClient.setQueryData(['me', 'notice-settings'], settings)
}

function Choices({ settings }: { settings: NoticeSettings }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [changing, setChanging] = useState(false)

  async function choose(mail: NoticeSettings['mail']): Promise<void> {
    try {
      keep(await changeNoticeSettings({ mail }))
      announce.good(t('common.saved'))
    } catch (refused) {
      announce.bad(refused)
    }
  }

  async function forget(): Promise<void> {
    try {
      keep(await changeNoticeSettings({ email: null }))
      announce.good(t('account.mail.forgotten'))
    } catch (refused) {
      announce.bad(refused)
    }
  }

  return (
    <div className="stack" style={{ gap: 14, maxWidth: 460 }}>
      {settings.email && !changing && (
        <div className="row">
          <span className="wrap-anywhere">
            {t('account.mail.to')} <strong>{settings.email}</strong>
          </span>
          <Button size="small" onClick={() => setChanging(true)}>
            {t('account.mail.change')}
          </Button>
          <Button size="small" onClick={() => void forget()}>
            {t('account.mail.forget')}
          </Button>
        </div>
      )}
      {settings.email_pending && !changing && <Confirmation settings={settings} />}
      {(changing || (!settings.email && !settings.email_pending)) && (
        <Address settings={settings} onDone={() => setChanging(false)} />
      )}
      {settings.email && (
        <fieldset className="bare">
          <legend className="small quiet">{t('account.mail.when')}</legend>
          <Radio.Group
            value={settings.mail}
            options={MODES.map((value) => ({ value, label: t(`account.mail.${value}`) }))}
            onChange={(event) => void choose(event.target.value as NoticeSettings['mail'])}
          />
        </fieldset>
      )}
    </div>
  )
}

function Address({ settings, onDone }: { settings: NoticeSettings; onDone: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [email, setEmail] = useState('')
  const submission = useSubmit({
    run: () => changeNoticeSettings({ email: email.trim() }),
    onDone: (answer) => {
      keep(answer)
      announce.good(t('account.mail.sent', { email: answer.email_pending ?? email.trim() }))
      onDone()
    },
  })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submission.send()
      }}
    >
      <div className="stack" ref={submission.fields}>
        <ProblemNotice error={submission.error} />
        <Field
          label={t('account.mail.address')}
          help={t('account.mail.addressHelp')}
          fault={submission.faults.email}
        >
          {(id, described, invalid) => (
            <Input
              id={id}
              type="email"
              autoComplete="email"
              maxLength={254}
              aria-describedby={described}
              aria-invalid={invalid}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <div className="row">
          <Button type="primary" htmlType="submit" loading={submission.busy} disabled={email.trim() === ''}>
            {t('account.mail.send')}
          </Button>
          {(settings.email || settings.email_pending) && (
            <Button onClick={onDone}>{t('common.cancel')}</Button>
          )}
        </div>
      </div>
    </form>
  )
}

function Confirmation({ settings }: { settings: NoticeSettings }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [code, setCode] = useState('')
  const [again, setAgain] = useState(false)
  const submission = useSubmit({
    run: () => confirmNoticeAddress(code),
    onDone: (answer) => {
      keep(answer)
      announce.good(t('account.mail.confirmed', { email: answer.email ?? '' }))
    },
  })
  if (again) return <Address settings={settings} onDone={() => setAgain(false)} />
  return (
    <form
      className="notice"
      style={{ marginBottom: 0 }}
      onSubmit={(event) => {
        event.preventDefault()
        submission.send()
      }}
    >
      <div className="stack" ref={submission.fields}>
        <p className="wrap-anywhere">{t('account.mail.waiting', { email: settings.email_pending ?? '' })}</p>
        <ProblemNotice error={submission.error} />
        <CodeField
          label={t('account.mail.code')}
          value={code}
          onChange={setCode}
          fault={submission.faults.code}
        />
        <div className="row">
          <Button type="primary" htmlType="submit" loading={submission.busy} disabled={code.length < 6}>
            {t('account.mail.confirm')}
          </Button>
          <Button onClick={() => setAgain(true)}>{t('account.mail.otherAddress')}</Button>
        </div>
      </div>
    </form>
  )
}
