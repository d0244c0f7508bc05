import { Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { session } from '@/api/session'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { ProblemNotice } from '@/ui/ProblemNotice'

interface Entered {
  username: string
  password: string
}

export function SignIn() {
  const { t } = useTranslation()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    document.title = `${t('session.title')} · ${t('common.product')}`
  }, [t])

  async function submit(entered: Entered): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      session.enter(await call(client.POST('/api/v1/sessions', { body: entered })))
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className="doorway">
      <div className="panel">
        <p className="doorbrand">
          <b>{t('common.product')}</b>
          <span className="quiet">{t('common.tagline')}</span>
        </p>
        <h1>{t('session.title')}</h1>
        <ProblemNotice error={error} />
        <Form<Entered> layout="vertical" requiredMark={false} onFinish={(entered) => void submit(entered)}>
          <Form.Item
            name="username"
            label={t('session.username')}
            rules={[{ required: true, message: t('session.needUsername') }]}
          >
            <Input autoComplete="username" autoFocus size="large" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('session.password')}
            rules={[{ required: true, message: t('session.needPassword') }]}
          >
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('session.signIn')}
          </Button>
        </Form>
      </div>
      <LanguageSwitch />
    </main>
  )
}
