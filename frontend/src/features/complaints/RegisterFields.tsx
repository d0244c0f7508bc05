import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels, usePeople } from '@/api/queries'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { useDebounced } from '@/ui/useDebounced'
import { MomentField } from './MomentField'
import { Panel } from './Panel'
import type { Entered } from './register'

interface Props {
  entered: Entered
  set: (part: Partial<Entered>) => void
  faults: Record<string, string>
}

/** By which ways a clerk takes something in; the portal and the hotlines come by themselves. */
const CHANNELS = ['phone', 'visit', 'letter', 'mailbox', 'leader_line', 'media', 'superior', 'other']

/** What was said, how it came in, and what is wanted. */
export function WhatFields({ entered, set, faults }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const channels = options('complaint_channel').filter(({ value }) => CHANNELS.includes(value))
  return (
    <Panel title={t('complaints.register.what')}>
      <Radio.Group
        aria-label={t('complaints.filter.channel')}
        optionType="button"
        buttonStyle="solid"
        className="wrapgroup"
        value={entered.channel}
        options={channels}
        onChange={(event) => set({ channel: event.target.value as string })}
      />
      <Field label={t('complaints.field.text')} fault={faults.text} required wide>
        {(id, described, invalid) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            aria-required="true"
            autoFocus
            autoSize={{ minRows: 5, maxRows: 16 }}
            maxLength={10_000}
            value={entered.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Field>
      <div className="formgrid">
        <Line name="subject" most={200} entered={entered} set={set} faults={faults} help />
        <Field
          label={t('complaints.field.received_at')}
          fault={faults.received_at}
          help={t('complaints.help.received_at')}
        >
          {(id) => (
            <MomentField
              id={id}
              value={entered.received_at}
              onChange={(received_at) => set({ received_at })}
            />
          )}
        </Field>
        <Field label={t('complaints.filter.kind')}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={entered.kind as string}
              options={options('complaint_kind')}
              onChange={(kind: string) => set({ kind: kind as Entered['kind'] })}
            />
          )}
        </Field>
        <Choice name="matter" of="complaint_matter" entered={entered} set={set} faults={faults} needed />
        {entered.kind === 'petition' && (
          <Choice name="petition_class" of="petition_class" entered={entered} set={set} faults={faults} />
        )}
        {entered.channel === 'superior' && (
          <Line name="superior_document" most={200} entered={entered} set={set} faults={faults} />
        )}
      </div>
    </Panel>
  )
}

/** Whom it is about; from that follows who may hear of it. */
export function AboutFields({ entered, set, faults }: Props) {
  const { t } = useTranslation()
  return (
    <Panel title={t('complaints.register.about')}>
      <div className="formgrid">
        <Field label={t('complaints.field.about_unit_id')} fault={faults.about_unit_id}>
          {(id) => (
            <UnitSelect
              id={id}
              value={entered.about_unit_id}
              onChange={(about_unit_id) => set({ about_unit_id })}
            />
          )}
        </Field>
        <Field
          label={t('complaints.field.about_department_id')}
          fault={faults.about_department_id}
          help={t('complaints.help.about_department_id')}
        >
          {(id) => (
            <UnitSelect
              id={id}
              value={entered.about_department_id}
              onChange={(about_department_id) => set({ about_department_id })}
            />
          )}
        </Field>
        <Line name="about_persons" most={200} entered={entered} set={set} faults={faults} help />
        <Field
          label={t('complaints.field.named_account_ids')}
          fault={faults.named_account_ids}
          help={t('complaints.help.named_account_ids')}
        >
          {(id) => (
            <People
              id={id}
              value={entered.named_account_ids}
              onChange={(named_account_ids) => set({ named_account_ids })}
            />
          )}
        </Field>
        <Field label={t('complaints.field.happened_on')} fault={faults.happened_on}>
          {(id) => (
            <DateField id={id} value={entered.happened_on} onChange={(happened_on) => set({ happened_on })} />
          )}
        </Field>
      </div>
      <Checkbox
        disabled={entered.about_unit_id === undefined}
        checked={entered.names_head}
        onChange={(event) => set({ names_head: event.target.checked })}
      >
        {t('complaints.field.names_head')}
      </Checkbox>
    </Panel>
  )
}

/** Who complained, as far as they say; never shown in a list. */
export function ContactFields({ entered, set, faults }: Props) {
  const { t } = useTranslation()
  return (
    <Panel title={t('complaints.contact.title')}>
      <p className="small quiet">{t('complaints.contact.what')}</p>
      <div className="formgrid">
        <Line name="name" most={60} entered={entered} set={set} faults={faults} />
        <Line name="phone" most={40} entered={entered} set={set} faults={faults} />
        <Line name="relation" most={40} entered={entered} set={set} faults={faults} />
        <Line name="address" most={200} entered={entered} set={set} faults={faults} />
        <Line name="email" most={254} entered={entered} set={set} faults={faults} />
        <Field label={t('complaints.field.people')} fault={faults.people}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={100_000}
              precision={0}
              style={{ width: '100%' }}
              placeholder="1"
              value={entered.people}
              onChange={(people) => set({ people })}
            />
          )}
        </Field>
      </div>
      <Checkbox
        checked={entered.confidential}
        onChange={(event) => set({ confidential: event.target.checked })}
      >
        {t('complaints.field.confidential')}
      </Checkbox>
    </Panel>
  )
}

/** What may be said later as well. */
export function MoreFields({ entered, set, faults }: Props) {
  const { t } = useTranslation()
  return (
    <Panel title={t('complaints.register.more')}>
      <div className="formgrid">
        <Choice name="category" of="complaint_category" entered={entered} set={set} faults={faults} />
        <Choice name="nine_rule" of="nine_rule" entered={entered} set={set} faults={faults} />
        <Field label={t('complaints.field.wish')} fault={faults.wish} wide>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={5000}
              value={entered.wish}
              onChange={(event) => set({ wish: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Checkbox checked={entered.urgent} onChange={(event) => set({ urgent: event.target.checked })}>
        {t('complaints.field.urgent')}
      </Checkbox>
    </Panel>
  )
}

type LineName =
  | 'subject'
  | 'superior_document'
  | 'about_persons'
  | 'name'
  | 'phone'
  | 'relation'
  | 'address'
  | 'email'

function Line(props: Props & { name: LineName; most: number; help?: boolean }) {
  const { t } = useTranslation()
  const { name, entered, set, faults } = props
  return (
    <Field
      label={t(`complaints.field.${name}`)}
      fault={faults[name]}
      {...(props.help ? { help: t(`complaints.help.${name}` as 'complaints.help.subject') } : {})}
    >
      {(id, described, invalid) => (
        <Input
          id={id}
          aria-describedby={described}
          aria-invalid={invalid}
          autoComplete="off"
          inputMode={name === 'phone' ? 'tel' : undefined}
          maxLength={props.most}
          value={entered[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
}

type ChoiceName = 'matter' | 'petition_class' | 'category' | 'nine_rule'

function Choice(props: Props & { name: ChoiceName; of: string; needed?: boolean }) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const { name, entered, set, faults } = props
  return (
    <Field label={t(`complaints.field.${name}`)} fault={faults[name]}>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          allowClear={!props.needed}
          value={entered[name]}
          options={options(props.of)}
          onChange={(value: string | undefined) => set({ [name]: value })}
        />
      )}
    </Field>
  )
}

/** Several people with an account here; the names chosen are kept, or they would be lost with the next search. */
function People({
  id,
  value,
  onChange,
}: {
  id: string
  value: number[]
  onChange: (value: number[]) => void
}) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [known, setKnown] = useState<{ value: number; label: string }[]>([])
  const found = usePeople(useDebounced(search), undefined)
  const people = (found.data?.items ?? []).map((person) => ({
    value: person.id,
    label: person.unit ? `${person.name}(${person.unit.name})` : person.name,
  }))
  const options = [...people, ...known.filter((one) => !people.some((option) => option.value === one.value))]
  return (
    <Select
      id={id}
      mode="multiple"
      style={{ width: '100%' }}
      placeholder={t('common.choosePerson')}
      showSearch={{ filterOption: false, onSearch: setSearch, autoClearSearchValue: true }}
      notFoundContent={found.isFetching ? t('common.loading') : t('common.nothingFound')}
      value={value}
      options={options}
      onChange={(ids: number[]) => {
        setKnown(options.filter((option) => ids.includes(option.value)))
        onChange(ids)
      }}
    />
  )
}
