import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { useMe, usePeople, useUnitOptions } from '@/api/queries'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useDebounced } from '@/ui/useDebounced'
import { useSubmit } from '@/ui/useSubmit'
import {
  chosen,
  type Known,
  lackingOf,
  newShare,
  resolved,
  type ShareDraft,
  shareBody,
  withDay,
} from './sharing'
import type { Task } from './types'

interface Props {
  task: Task
  onClose: () => void
  onDone: () => void
}

/** Splitting a task: each share under the same number, with its three lists. */
export function ShareDialog({ task, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const home = useMe().data?.home_unit
  const [unit, setUnit] = useState<number | undefined>(task.unit?.id ?? home?.id)
  const [shares, setShares] = useState<ShareDraft[]>(() => [newShare(task, 0)])
  const [next, setNext] = useState(1)
  const [key] = useState(newKey)
  const complete = unit !== undefined && shares.every((share) => lackingOf(share).length === 0)
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/campaign-tasks/{task_id}/shares', {
          params: { path: { task_id: task.id }, header: { 'Idempotency-Key': key } },
          body: { unit_id: unit ?? 0, shares: shares.map(shareBody) },
        }),
      ),
    onDone,
  })
  const change = (changed: ShareDraft) =>
    setShares((old) => old.map((share) => (share.key === changed.key ? changed : share)))
  return (
    <SubmitDialog
      title={t('duties.share.title', { number: task.number, title: task.title })}
      okText={t('duties.share.ok', { count: shares.length })}
      width={640}
      disabled={!complete}
      submission={submission}
      onClose={onClose}
    >
      <p className="quiet small">{t('duties.share.what')}</p>
      <Field label={t('duties.share.unit')} required fault={submission.faults.unit_id}>
        {(id) => (
          <UnitSelect
            id={id}
            value={unit}
            {...(home && home.id === unit ? { known: home } : {})}
            allowClear={false}
            onChange={setUnit}
          />
        )}
      </Field>
      {shares.map((share, index) => (
        <ShareFields
          key={share.key}
          share={share}
          place={index + 1}
          unit={unit}
          onChange={change}
          onRemove={
            shares.length > 1
              ? () => setShares((old) => old.filter(({ key: one }) => one !== share.key))
              : undefined
          }
        />
      ))}
      <div>
        <Button
          onClick={() => {
            setShares((old) => [...old, newShare(task, next)])
            setNext(next + 1)
          }}
        >
          {t('duties.share.add')}
        </Button>
      </div>
    </SubmitDialog>
  )
}

interface FieldsProps {
  share: ShareDraft
  place: number
  unit: number | undefined
  onChange: (share: ShareDraft) => void
  onRemove: (() => void) | undefined
}

function ShareFields({ share, place, unit, onChange, onRemove }: FieldsProps) {
  const { t } = useTranslation()
  const lacks = lackingOf(share)
  return (
    <fieldset className="bare measure">
      <legend className="row">
        <strong>{t('duties.share.one', { place })}</strong>
        {lacks.map((lack) => (
          <span key={lack} className="chip warn">
            {t(`duties.share.lack.${lack}`)}
          </span>
        ))}
        {onRemove && (
          <Button size="small" onClick={onRemove} aria-label={t('duties.share.removeOf', { place })}>
            {t('duties.share.remove')}
          </Button>
        )}
      </legend>
      <div className="formgrid">
        <Field label={t('duties.share.departments')} wide>
          {(id) => (
            <Departments
              id={id}
              value={share.departments}
              onChange={(departments) => onChange({ ...share, departments })}
            />
          )}
        </Field>
        <Field label={t('duties.share.persons')} wide required help={t('duties.share.personsHelp')}>
          {(id) => (
            <People
              id={id}
              unit={unit}
              value={share.persons}
              onChange={(persons) => onChange({ ...share, persons })}
            />
          )}
        </Field>
        <Field label={t('duties.share.target')} wide required>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={2000}
              value={share.target}
              onChange={(event) => onChange({ ...share, target: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('duties.share.due')} {...(share.due_text ? { help: share.due_text } : {})}>
          {(id) => (
            <DateField id={id} value={share.due_on} onChange={(day) => onChange(withDay(share, day))} />
          )}
        </Field>
      </div>
    </fieldset>
  )
}

interface NamesProps {
  id: string
  value: string[]
  onChange: (value: string[]) => void
}

/** Departments of the tree; one that is not there is typed. */
function Departments({ id, value, onChange }: NamesProps) {
  const [search, setSearch] = useState('')
  const found = useUnitOptions(useDebounced(search))
  // A department is told apart by the unit it belongs to, which stands in brackets behind its name.
  const options = found.options.map(({ value: unit, label }) => ({
    value: chosen(unit),
    label,
    name: label.split(/[(\uff08]/)[0] ?? label,
  }))
  return <Names id={id} value={value} options={options} onSearch={setSearch} onChange={onChange} />
}

/** People of the unit that can sign in; others are typed. */
function People({ unit, ...names }: NamesProps & { unit: number | undefined }) {
  const [search, setSearch] = useState('')
  const found = usePeople(useDebounced(search), unit)
  const options = (found.data?.items ?? []).map((person) => ({
    value: chosen(person.id),
    name: person.name,
    label: person.unit ? `${person.name} · ${person.unit.name}` : person.name,
  }))
  return <Names {...names} options={options} onSearch={setSearch} />
}

function Names(props: NamesProps & { options: Known[]; onSearch: (words: string) => void }) {
  // The names of those chosen are kept, or they would be lost with the next search.
  const [known, setKnown] = useState<Known[]>([])
  const options = [
    ...props.options,
    ...known.filter(({ value }) => !props.options.some((option) => option.value === value)),
  ]
  return (
    <Select
      id={props.id}
      mode="tags"
      style={{ width: '100%' }}
      showSearch={{
        // The service has searched already; whoever is chosen is not offered again.
        filterOption: (_, option) => !props.value.includes(String(option?.value)),
        onSearch: props.onSearch,
        autoClearSearchValue: true,
      }}
      value={props.value}
      options={options}
      onChange={(typed: string[]) => {
        const value = resolved(typed, options)
        setKnown(options.filter((option) => value.includes(option.value)))
        props.onChange(value)
      }}
    />
  )
}
