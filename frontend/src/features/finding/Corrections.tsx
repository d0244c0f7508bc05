import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { Finding } from '@/api/types'
import { DateField, Field } from '@/ui/fields'
import type { Entered } from './act'

interface Props {
  finding: Finding
  entered: Entered
  set: (part: Partial<Entered>) => void
}

/** Only what differs from the finding is asked for. */
export function Corrections({ finding, entered, set }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const changes = entered.changes ?? {}
  const was = finding as unknown as Record<string, unknown>
  const change = (key: string, value: unknown) => {
    const { [key]: _, ...others } = changes
    const same = value === was[key] || (value === '' && was[key] === null)
    set({ changes: same ? others : { ...others, [key]: value } })
  }
  const now = (key: string) => (key in changes ? changes[key] : was[key]) as string | undefined
  const text = (
    key: 'responsible_leader' | 'responsible_department' | 'responsible_person' | 'amount',
    label: string,
  ) => (
    <Field label={label}>
      {(id) => <Input id={id} value={now(key) ?? ''} onChange={(event) => change(key, event.target.value)} />}
    </Field>
  )
  const choice = (key: 'severity' | 'source' | 'published_status', label: string) => (
    <Field label={label}>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          value={now(key) ?? undefined}
          options={options(key)}
          onChange={(value) => change(key, value)}
        />
      )}
    </Field>
  )
  return (
    <fieldset className="bare">
      <legend className="small quiet">{t('finding.changes')}</legend>
      <div className="formgrid">
        <Field label={t('finding.problem')} wide>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2, maxRows: 8 }}
              value={now('problem') ?? ''}
              onChange={(event) => change('problem', event.target.value)}
            />
          )}
        </Field>
        {choice('severity', t('finding.severity'))}
        {choice('source', t('finding.source'))}
        {choice('published_status', t('finding.published'))}
        <Field label={t('finding.due')}>
          {(id) => (
            <DateField id={id} value={now('due_on')} onChange={(value) => value && change('due_on', value)} />
          )}
        </Field>
        {text('amount', t('finding.amount'))}
        {text('responsible_leader', t('finding.leader'))}
        {text('responsible_department', t('finding.department'))}
        {text('responsible_person', t('finding.person'))}
      </div>
    </fieldset>
  )
}
