import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { ApiProblem, fieldOf } from '@/api/problem'
import { ProblemNotice } from './ProblemNotice'

interface Entered {
  old_password: string
  new_password: string
  again: string
}

/** One's own new password; used at the forced first change and on the account page. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Entered>()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function submit({ old_password, new_password }: Entered): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await call(client.POST('/api/v1/me/password', { body: { old_password, new_password } }))
      form.resetFields()
      onDone()
    } catch (refused) {
      setError(refused)
      if (refused instanceof ApiProblem)
        for (const fault of refused.errors)
          form.setFields([{ name: fieldOf(fault.pointer) as keyof Entered, errors: [fault.message] }])
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <ProblemNotice error={error} />
      <Form<Entered>
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 420 }}
        onFinish={(entered) => void submit(entered)}
      >
        <Form.Item
          name="old_password"
          label={t('session.first.old')}
          rules={[{ required: true, message: t('session.needPassword') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="new_password"
          label={t('session.first.next')}
          extra={t('session.first.rule')}
          dependencies={['old_password']}
          rules={[
            { required: true, min: 8, message: t('session.first.short') },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value && value === getFieldValue('old_password')
                  ? Promise.reject(new Error(t('session.first.same')))
                  : Promise.resolve(),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('session.first.again')}
          dependencies={['new_password']}
          rules={[
            ({ getFieldValue }) => ({
              required: true,
              validator: (_, value) =>
                value === getFieldValue('new_password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('session.first.differ'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('session.first.submit')}
        </Button>
      </Form>
    </>
  )
}
