import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { Field, UnitSelect } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import type { HalfKeeper } from './halves'
import { temporaryPassword } from './temporary'

interface Props {
  onClose: () => void
  onDone: (opened: Opened) => void
}

export interface Opened {
  id: number
  name: string
  username: string
  password: string
  keeper: HalfKeeper | null
}

/** A new account: a person and where they are at home. What they may do is given by somebody else. */
export function OpenDialog({ onClose, onDone }: Props) {
  const { t } = useTranslation()
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [home, setHome] = useState<number>()
  const [password] = useState(() => temporaryPassword())
  const [key, setKey] = useState(newKey)
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/accounts', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            username: username.trim(),
            name: name.trim(),
            home_unit_id: home ?? 0,
            password,
          },
        }),
      ),
    onDone: ({ id, name, username, password_half }) =>
      onDone({ id, name, username, password, keeper: password_half }),
  })
  const { faults } = submission
  /** Another request needs another key, or the service would take it for the same. */
  const changed = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value)
      setKey(newKey())
    }
  }
  const enterName = changed(setName)
  const enterUsername = changed(setUsername)
  const wellFormed = /^[\w.@-]{2,64}$/u.test(username.trim()) || username === ''
  return (
    <SubmitDialog
      title={t('accounts.open.title')}
      okText={t('accounts.open.action')}
      submission={submission}
      disabled={!username.trim() || !name.trim() || home === undefined || !wellFormed}
      onClose={onClose}
    >
      <Field label={t('accounts.name')} required fault={faults.name}>
        {(id, described, invalid) => (
          <Input
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={(event) => enterName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('accounts.username')}
        required
        help={t('accounts.open.usernameHelp')}
        fault={wellFormed ? faults.username : t('accounts.open.usernameFault')}
      >
        {(id, described, invalid) => (
          <Input
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            maxLength={64}
            autoComplete="off"
            value={username}
            onChange={(event) => enterUsername(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('accounts.home')}
        required
        help={t('accounts.open.homeHelp')}
        fault={faults.home_unit_id}
      >
        {(id) => <UnitSelect id={id} value={home} onChange={changed(setHome)} />}
      </Field>
      <div className="notice warn" style={{ margin: 0 }}>
        {t('accounts.open.what')}
      </div>
    </SubmitDialog>
  )
}
