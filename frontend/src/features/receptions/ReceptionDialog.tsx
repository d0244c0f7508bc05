import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field } from '@/ui/fields'
import { useSubmit } from '@/ui/useSubmit'
import { bodyOf, type Line, type Person, type Typed, typedOf } from './form'
import { refresh } from './queries'
import type { Reception } from './types'

const MOST_PERSONS = 10
const MOST_PHONES = 5

/** Saying where and to whom people can complain; kept as a whole. */
export function ReceptionDialog({ reception, onClose }: { reception: Reception; onClose: () => void }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const announce = useAnnounce()
  const [typed, setTyped] = useState(() => typedOf(reception))
  const [dirty, setDirty] = useState(false)
  const set = (part: Partial<Typed>) => {
    setTyped((before) => ({ ...before, ...part }))
    setDirty(true)
  }
  const done = () => {
    refresh()
    onClose()
  }
  const submission = useSubmit({
    run: () =>
      call(
        client.PUT('/api/v1/receptions/{unit_id}', {
          params: {
            path: { unit_id: reception.unit.id },
            header: { 'if-match': ifMatch(reception.version) },
          },
          body: bodyOf(typed),
        }),
      ),
    onDone: () => {
      announce.good(t('common.saved'))
      done()
    },
    onReload: done,
    typed: () => JSON.stringify(bodyOf(typed), null, 1),
  })
  const { faults } = submission
  const line = (key: Line, words: string, longest = 200) => (
    <Field label={words} fault={faults[key]}>
      {(id, described, invalid) => (
        <Input
          id={id}
          aria-describedby={described}
          aria-invalid={invalid}
          maxLength={longest}
          value={typed[key]}
          onChange={(event) => set({ [key]: event.target.value })}
        />
      )}
    </Field>
  )
  const sign = (key: 'outpatient_sign_seen_on' | 'inpatient_sign_seen_on', words: string) => (
    <Field label={words} help={t('receptions.signHelp')} fault={faults[key]}>
      {(id) => <DateField id={id} value={typed[key]} onChange={(seen) => set({ [key]: seen })} />}
    </Field>
  )
  return (
    <EditDialog
      title={t('receptions.of', { name: reception.unit.name })}
      submission={submission}
      dirty={dirty}
      width={760}
      onClose={onClose}
    >
      <div className="formgrid">
        <Field label={t('receptions.level')} help={t('receptions.levelHelp')} fault={faults.hospital_level}>
          {(id, described) => (
            <Select
              id={id}
              aria-describedby={described}
              style={{ width: '100%' }}
              allowClear
              value={typed.hospital_level}
              options={options('hospital_level')}
              onChange={(hospital_level: string | undefined) => set({ hospital_level })}
            />
          )}
        </Field>
        {line('office', t('receptions.office'))}
        {line('place', t('receptions.place'))}
        {line('hours', t('receptions.hours'))}
        <Phones value={typed.phones} fault={faults.phones} onChange={(phones) => set({ phones })} />
        {line('email', t('receptions.email'), 254)}
        {line('mailbox', t('receptions.mailbox'))}
        {line('post_address', t('receptions.postAddress'))}
        {line('leader_line', t('receptions.leaderLine'))}
        {line('leader_mailbox', t('receptions.leaderMailbox'))}
        {sign('outpatient_sign_seen_on', t('receptions.outpatientSign'))}
        {sign('inpatient_sign_seen_on', t('receptions.inpatientSign'))}
      </div>
      <Persons
        value={typed.persons}
        fault={faults.persons ?? faults.name ?? faults.post}
        onChange={(persons) => set({ persons })}
      />
      <Checkbox checked={typed.published} onChange={(event) => set({ published: event.target.checked })}>
        {t('receptions.publish')}
      </Checkbox>
    </EditDialog>
  )
}

interface PhonesProps {
  value: string[]
  fault: string | undefined
  onChange: (phones: string[]) => void
}

function Phones({ value, fault, onChange }: PhonesProps) {
  const { t } = useTranslation()
  return (
    <Field label={t('receptions.phones')} help={t('receptions.phonesHelp')} fault={fault}>
      {(id, described) => (
        <Select
          id={id}
          aria-describedby={described}
          mode="tags"
          open={false}
          suffixIcon={null}
          maxCount={MOST_PHONES}
          tokenSeparators={[',', ';', '\uff0c', '\uff1b', '\u3001']}
          style={{ width: '100%' }}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

interface PersonsProps {
  value: Person[]
  fault: string | undefined
  onChange: (persons: Person[]) => void
}

/** Who receives people; the first of them answers for it. */
function Persons({ value, fault, onChange }: PersonsProps) {
  const { t } = useTranslation()
  const change = (place: number, part: Partial<Person>) =>
    onChange(value.map((person, index) => (index === place ? { ...person, ...part } : person)))
  return (
    <fieldset className="bare stack" data-fault={fault ? '' : undefined}>
      <legend className="small">{t('receptions.persons')}</legend>
      {value.map((person, place) => (
        <div key={place} className="row">
          <Input
            aria-label={t('receptions.personName', { place: place + 1 })}
            style={{ flex: '1 1 120px' }}
            placeholder={t('receptions.name')}
            maxLength={60}
            value={person.name}
            onChange={(event) => change(place, { name: event.target.value })}
          />
          <Input
            aria-label={t('receptions.personPost', { place: place + 1 })}
            style={{ flex: '2 1 180px' }}
            placeholder={t('receptions.post')}
            maxLength={200}
            value={person.post}
            onChange={(event) => change(place, { post: event.target.value })}
          />
          <Checkbox
            checked={person.full_time}
            onChange={(event) => change(place, { full_time: event.target.checked })}
          >
            {t('receptions.fullTime')}
          </Checkbox>
          <Button
            aria-label={t('receptions.dropPerson', { place: place + 1 })}
            onClick={() => onChange(value.filter((_, index) => index !== place))}
          >
            {t('receptions.drop')}
          </Button>
        </div>
      ))}
      {fault && <span style={{ color: 'var(--red)' }}>{fault}</span>}
      {value.length < MOST_PERSONS && (
        <div>
          <Button onClick={() => onChange([...value, { name: '', post: '', full_time: false }])}>
            {t('receptions.addPerson')}
          </Button>
        </div>
      )}
      <span className="small quiet">{t('receptions.personsHelp')}</span>
    </fieldset>
  )
}
