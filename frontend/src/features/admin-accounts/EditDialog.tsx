import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { Field, UnitSelect } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import type { Account } from './accounts'

interface Props {
  account: Account
  onClose: () => void
  onDone: () => void
  onReload: () => void
}

/** The name and the unit somebody is at home in; what they may do is not touched. */
export function EditDialog({ account, onClose, onDone, onReload }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(account.name)
  const [home, setHome] = useState<number | undefined>(account.home_unit_id)
  const submission = useSubmit({
    run: () =>
      call(
        client.PATCH('/api/v1/accounts/{account_id}', {
          params: { path: { account_id: account.id }, header: { 'if-match': ifMatch(account.version) } },
          body: {
            name: name.trim(),
            home_unit_id: home,
          },
        }),
      ),
    onDone,
    onReload,
    typed: () => name,
  })
  const { faults } = submission
  return (
    <SubmitDialog
      title={t('accounts.edit.title', { name: account.name })}
      okText={t('common.save')}
      submission={submission}
      disabled={!name.trim() || home === undefined}
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
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('accounts.home')}
        required
        fault={faults.home_unit_id}
        help={t('accounts.edit.homeHelp')}
      >
        {(id) => (
          <UnitSelect
            id={id}
            value={home}
            known={{ id: account.home_unit_id, name: account.home_unit_name }}
            allowClear={false}
            onChange={setHome}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
