import { Button, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { CADENCES, CONTACTS, contactWords, type Reporting } from './planWords'
import type { Plan } from './typeTree'
import { planWith, usePart } from './usePart'

type Whole = Pick<
  Plan,
  'objective' | 'scope' | 'objects' | 'parent' | 'leading_group' | 'reporting' | 'sub_plan_due' | 'contacts'
>
type Group = NonNullable<Plan['leading_group']>

const NOBODY: Group = { head: null, deputies: [], members: null, office: null }

/** What a plan says as a whole: everything but its lists of stages, tasks and problem types. */
export function PlanDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation()
  const { objective, scope, objects, parent, leading_group, reporting, sub_plan_due, contacts } = plan
  const { now, set, dirty, submission } = usePart<Whole>(
    { objective, scope, objects, parent, leading_group, reporting, sub_plan_due, contacts },
    (whole) => planWith(plan, { ...whole, contacts: whole.contacts.filter((one) => one.value.trim()) }),
    onClose,
  )
  const area = (key: 'objective' | 'scope' | 'objects' | 'parent') => (
    <Field label={t(`imports.reading.plan.${key}`)} fault={submission.faults[key]} wide>
      {(id) => (
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 1, maxRows: 8 }}
          value={now[key] ?? ''}
          onChange={(event) => set({ [key]: event.target.value || null })}
        />
      )}
    </Field>
  )
  return (
    <EditDialog
      title={t('imports.reading.edit', { what: t('imports.reading.plan.whole') })}
      submission={submission}
      dirty={dirty}
      onClose={onClose}
      width={760}
    >
      <div className="formgrid">
        {area('objective')}
        {area('scope')}
        {area('objects')}
        {area('parent')}
        <GroupFields group={now.leading_group} onChange={(group) => set({ leading_group: group })} />
        <ReportingFields reporting={now.reporting} onChange={(duty) => set({ reporting: duty })} />
        <Field label={t('imports.reading.plan.subPlanDue')}>
          {(id) => (
            <DateField id={id} value={now.sub_plan_due} onChange={(value) => set({ sub_plan_due: value })} />
          )}
        </Field>
        <ContactFields contacts={now.contacts} onChange={(list) => set({ contacts: list })} />
      </div>
    </EditDialog>
  )
}

function GroupFields(props: { group: Group | null; onChange: (group: Group | null) => void }) {
  const { t } = useTranslation()
  const group = props.group ?? NOBODY
  const set = (part: Partial<Group>) => {
    const next = { ...group, ...part }
    const empty = !next.head && next.deputies.length === 0 && !next.members && !next.office
    props.onChange(empty ? null : next)
  }
  const line = (key: 'head' | 'members' | 'office') => (
    <Field label={t(`imports.reading.plan.${key}`)}>
      {(id) => (
        <Input
          id={id}
          value={group[key] ?? ''}
          onChange={(event) => set({ [key]: event.target.value || null })}
        />
      )}
    </Field>
  )
  return (
    <>
      {line('head')}
      <Field label={t('imports.reading.plan.deputies')}>
        {(id) => <Lines id={id} value={group.deputies} onChange={(deputies) => set({ deputies })} />}
      </Field>
      {line('members')}
      {line('office')}
    </>
  )
}

/** Several texts, one a line. */
function Lines(props: { id: string; value: readonly string[]; onChange: (lines: string[]) => void }) {
  const { t } = useTranslation()
  return (
    <Input.TextArea
      id={props.id}
      autoSize={{ minRows: 1, maxRows: 6 }}
      placeholder={t('imports.reading.onePerLine')}
      defaultValue={props.value.join('\n')}
      onChange={(event) =>
        props.onChange(
          event.target.value
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        )
      }
    />
  )
}

function ReportingFields(props: {
  reporting: Reporting | null
  onChange: (reporting: Reporting | null) => void
}) {
  const { t } = useTranslation()
  const { reporting, onChange } = props
  return (
    <>
      <Field label={t('imports.reading.plan.cadence')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            style={{ width: '100%' }}
            placeholder={t('imports.reading.plan.noReporting')}
            value={reporting?.cadence}
            options={CADENCES.map((value) => ({ value, label: t(`imports.reading.cadence.${value}`) }))}
            onChange={(cadence?: string) =>
              onChange(cadence ? { due_day: null, parts: [], ...reporting, cadence } : null)
            }
          />
        )}
      </Field>
      {reporting && (
        <>
          <Field label={t('imports.reading.plan.dueDay')}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={31}
                precision={0}
                style={{ width: '100%' }}
                value={reporting.due_day}
                onChange={(due_day) => onChange({ ...reporting, due_day })}
              />
            )}
          </Field>
          <Field label={t('imports.reading.plan.reportParts')}>
            {(id) => (
              <Lines
                id={id}
                value={reporting.parts}
                onChange={(parts) => onChange({ ...reporting, parts })}
              />
            )}
          </Field>
        </>
      )}
    </>
  )
}

type Contacts = Plan['contacts']

function ContactFields(props: { contacts: Contacts; onChange: (contacts: Contacts) => void }) {
  const { t } = useTranslation()
  const { contacts, onChange } = props
  const put = (index: number, part: Partial<Contacts[number]>) =>
    onChange(contacts.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <fieldset className="bare wide stack">
      <legend className="small quiet">{t('imports.reading.plan.contacts')}</legend>
      {contacts.map((contact, index) => (
        <div key={index} className="row nowrap">
          <Select
            aria-label={t('imports.reading.contactKind', { n: index + 1 })}
            style={{ width: 120 }}
            value={contact.kind}
            options={CONTACTS.map((value) => ({ value, label: contactWords(value, t) }))}
            onChange={(kind) => put(index, { kind })}
          />
          <Input
            aria-label={t('imports.reading.contactValue', { n: index + 1 })}
            value={contact.value}
            onChange={(event) => put(index, { value: event.target.value })}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('imports.reading.removeContact', { n: index + 1 })}
            onClick={() => onChange(contacts.filter((_, at) => at !== index))}
          >
            ✕
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...contacts, { kind: 'phone', value: '' }])}>
          {t('imports.reading.addContact')}
        </Button>
      </div>
    </fieldset>
  )
}
