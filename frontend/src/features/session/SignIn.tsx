import { Button, Form, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import { session } from '@/api/session'
import { forgetWords } from '@/ui/drafts'
import { LanguageSwitch } from '@/ui/LanguageSwitch'
import { ProblemNotice } from '@/ui/ProblemNotice'

interface Entered {
  username: string
  password: string
}

export function SignIn() {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${t('session.title')} · ${t('common.product')}`
  }, [t])
  return (
    <main className="doorway">
      <div className="panel">
        <p className="doorbrand">
          <b>{t('common.product')}</b>
          <span className="quiet">{t('common.tagline')}</span>
        </p>
        <h1>{t('session.title')}</h1>
        <Entry name="entry" />
      </div>
      <LanguageSwitch />
    </main>
  )
}

/** Over the page that was in use: it stays as it is, and goes on for the one who was at it. */
export function SignInAgain() {
  const { t } = useTranslation()
  return (
    <Modal open title={t('session.expired')} footer={null} closable={false} keyboard={false} width={420}>
      <p style={{ marginBottom: 12 }}>{t('session.expiredWhat')}</p>
      <Entry name="again" onEntered={() => void queryClient.invalidateQueries()} />
      <Button type="link" block onClick={signOut}>
        {t('common.signOut')}
      </Button>
    </Modal>
  )
}

function signOut(): void {
  forgetWords()
  session.leave()
}

/** `name` keeps the fields apart from those of the page underneath. */
function Entry({ name, onEntered }: { name: string; onEntered?: () => void }) {
  const { t } = useTranslation()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function submit(entered: Entered): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      session.enter(await call(client.POST('/api/v1/sessions', { body: entered })))
      onEntered?.()
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <ProblemNotice error={error} title={t('session.failed')} />
      <Form<Entered>
        name={name}
        layout="vertical"
        requiredMark={false}
        onFinish={(entered) => void submit(entered)}
      >
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
    </>
  )
}
