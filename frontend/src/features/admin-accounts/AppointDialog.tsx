import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { Sent } from '@/api/types'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import type { Account } from './accounts'
import { clash, isAdministrator, termFault } from './appointing'

type Role = Sent<'/api/v1/appointments', 'post'>['role']

interface Props {
  account: Account
  /** The roles in force and to come. */
  held: string[]
  onClose: () => void
  onDone: () => void
}

/** A role at a unit, from one day to another. */
export function AppointDialog({ account, held, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { label, options } = useLabels()
  const announce = useAnnounce()
  const [role, setRole] = useState<string>()
  const [unit, setUnit] = useState<number | undefined>(account.home_unit_id)
  const [starts, setStarts] = useState<string | null>(today())
  const [ends, setEnds] = useState<string | null>(null)
  const [key] = useState(newKey)
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/appointments', {
          // The days and the role are part of the key: put right after a refusal, it is another request.
          params: { header: { 'Idempotency-Key': `${key}-${unit}-${role}-${starts}-${ends}` } },
          body: {
            account_id: account.id,
            unit_id: unit ?? 0,
            role: role as Role,
            starts_on: starts,
            ends_on: ends,
          },
        }),
      ),
    onDone: () => {
      announce.good(t('accounts.appoint.done', { name: account.name, role: label('role', role) }))
      onDone()
    },
  })
  const { faults } = submission
  const other = role ? clash(held, role) : null
  const helpOf = (chosen: string | undefined) => {
    if (chosen === 'hotline_client') return t('accounts.hotline')
    return chosen && isAdministrator(chosen) ? t('accounts.separate') : undefined
  }
  const days = starts ? termFault({ starts_on: starts, ends_on: ends }, today()) : null
  return (
    <SubmitDialog
      title={t('accounts.appoint.title', { name: account.name })}
      okText={t('accounts.appoint.action')}
      submission={submission}
      disabled={!role || unit === undefined || !starts || other !== null || days !== null}
      onClose={onClose}
    >
      <Field
        label={t('accounts.role')}
        required
        help={helpOf(role)}
        fault={
          other
            ? t('accounts.fault.clash', { held: label('role', other), wanted: label('role', role) })
            : faults.role
        }
      >
        {(id, described) => (
          <Select
            id={id}
            aria-describedby={described}
            style={{ width: '100%' }}
            value={role}
            options={options('role')}
            onChange={setRole}
          />
        )}
      </Field>
      <Field
        label={t('accounts.unit')}
        required
        help={t('accounts.appoint.unitHelp')}
        fault={faults.unit_id ?? faults.account_id}
      >
        {(id) => (
          <UnitSelect
            id={id}
            value={unit}
            known={{ id: account.home_unit_id, name: account.home_unit_name }}
            onChange={setUnit}
          />
        )}
      </Field>
      <div className="formgrid">
        <Field
          label={t('accounts.startsOn')}
          required
          fault={days === 'backdated' ? t('accounts.fault.backdated') : faults.starts_on}
        >
          {(id) => <DateField id={id} value={starts} min={today()} onChange={setStarts} />}
        </Field>
        <Field
          label={t('accounts.endsOn')}
          help={t('accounts.endsOnHelp')}
          fault={days === 'backwards' ? t('accounts.fault.backwards') : faults.ends_on}
        >
          {(id) => <DateField id={id} value={ends} min={starts ?? today()} onChange={setEnds} />}
        </Field>
      </div>
    </SubmitDialog>
  )
}
