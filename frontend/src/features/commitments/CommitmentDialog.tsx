import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import { CampaignSelect } from '@/ui/CampaignSelect'
import { EditDialog } from '@/ui/EditDialog'
import { DateField, Field, UnitSelect } from '@/ui/fields'
import { useOwnUnit } from '@/ui/useOwnUnit'
import { useSubmit } from '@/ui/useSubmit'
import type { Commitment, CommitmentKind, Draft } from './types'

interface Props {
  campaign?: number | undefined
  /** The draft to be written anew; none: a new one. */
  commitment?: Commitment
  onClose: () => void
  onDone: (made: Commitment) => void
}

interface Typed extends Omit<Draft, 'opinion'> {
  opinion: string
  kind: CommitmentKind
  campaign_id: number | undefined
  unit_id: number | undefined
  personal: boolean
  person: string
}

function typedOf(commitment: Commitment | undefined, campaign: number | undefined): Typed {
  return {
    title: commitment?.title ?? '',
    text: commitment?.text ?? '',
    opinion: commitment?.opinion ?? '',
    media: commitment?.media ?? [],
    promises: (commitment?.items ?? []).map(({ text, who, due_on }) => ({ text, who, due_on })),
    kind: commitment?.kind ?? 'commitment',
    campaign_id: commitment?.campaign.id ?? campaign,
    unit_id: commitment?.unit.id,
    personal: commitment?.person != null,
    person: commitment?.person ?? '',
  }
}

/** Writing what a unit, or somebody in it, says and promises. */
export function CommitmentDialog({ campaign, commitment, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { options } = useLabels()
  const own = useOwnUnit()
  const [key] = useState(newKey)
  const [typed, setTyped] = useState(() => typedOf(commitment, campaign))
  const [dirty, setDirty] = useState(false)
  const set = (part: Partial<Typed>) => {
    setTyped((before) => ({ ...before, ...part }))
    setDirty(true)
  }
  const unit = typed.unit_id ?? own
  const submission = useSubmit({
    run: () => {
      const { title, text, media, promises } = typed
      const opinion = typed.personal && typed.opinion.trim() ? typed.opinion : null
      const body = { title, text, media: media ?? [], promises: promises ?? [], opinion }
      if (commitment)
        return call(
          client.PUT('/api/v1/commitments/{commitment_id}', {
            params: {
              path: { commitment_id: commitment.id },
              header: { 'if-match': ifMatch(commitment.version) },
            },
            body,
          }),
        )
      return call(
        client.POST('/api/v1/commitments', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            ...body,
            campaign_id: typed.campaign_id as number,
            unit_id: unit as number,
            kind: typed.kind,
            person: typed.personal ? typed.person : null,
          },
        }),
      )
    },
    onDone,
    ...(commitment ? { onReload: onClose, typed: () => `${typed.title}\n${typed.text}` } : {}),
  })
  const { faults } = submission
  const lacking =
    !typed.title.trim() ||
    !typed.text.trim() ||
    !typed.campaign_id ||
    !unit ||
    (typed.personal && !typed.person)
  return (
    <EditDialog
      title={t(commitment ? 'commitments.edit' : 'commitments.write')}
      submission={submission}
      dirty={dirty}
      disabled={lacking}
      onClose={onClose}
    >
      {!commitment && (
        <>
          <Field label={t('commitments.campaign')} fault={faults.campaign_id} required>
            {(id) => (
              <CampaignSelect
                id={id}
                value={typed.campaign_id}
                onChange={(campaign_id) => set({ campaign_id })}
              />
            )}
          </Field>
          <Field label={t('commitments.unit')} fault={faults.unit_id} required>
            {(id) => <UnitSelect id={id} value={unit} onChange={(unit_id) => set({ unit_id })} />}
          </Field>
          <Field label={t('commitments.kind')}>
            {(id) => (
              <Select
                id={id}
                style={{ width: '100%' }}
                value={typed.kind}
                options={options('commitment_kind')}
                onChange={(kind: string) => set({ kind: kind as CommitmentKind })}
              />
            )}
          </Field>
          <Checkbox checked={typed.personal} onChange={(event) => set({ personal: event.target.checked })}>
            {t('commitments.personal')}
          </Checkbox>
        </>
      )}
      {typed.personal && <Personal typed={typed} set={set} fixed={commitment !== undefined} />}
      <Field label={t('commitments.heading')} fault={faults.title} required>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={typed.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('commitments.text')} fault={faults.text} required>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 4, maxRows: 14 }}
            maxLength={20000}
            value={typed.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('commitments.media')} help={t('commitments.mediaHelp')} fault={faults.media ?? ''}>
        {(id, described) => (
          <Select
            id={id}
            aria-describedby={described}
            mode="multiple"
            style={{ width: '100%' }}
            value={typed.media ?? []}
            options={options('medium')}
            onChange={(media: string[]) => set({ media: media as NonNullable<Draft['media']> })}
          />
        )}
      </Field>
      <PromiseFields value={typed.promises ?? []} onChange={(promises) => set({ promises })} />
    </EditDialog>
  )
}

/** Whose it is, and what others had to say of them; who it is cannot be changed later. */
function Personal(props: { typed: Typed; set: (part: Partial<Typed>) => void; fixed: boolean }) {
  const { t } = useTranslation()
  const { typed, set } = props
  return (
    <>
      <p className="notice">{t('commitments.personalWhat')}</p>
      <Field label={t('commitments.person')} required>
        {(id) => (
          <Input
            id={id}
            maxLength={100}
            disabled={props.fixed}
            value={typed.person}
            onChange={(event) => set({ person: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('commitments.opinion')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={2000}
            value={typed.opinion}
            onChange={(event) => set({ opinion: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

type PromiseFieldsValue = NonNullable<Draft['promises']>
const EMPTY = { text: '', who: '', due_on: '' }

/** One box for each promise: what, who, by when. */
function PromiseFields(props: { value: PromiseFieldsValue; onChange: (value: PromiseFieldsValue) => void }) {
  const { t } = useTranslation()
  const { value, onChange } = props
  const change = (place: number, part: Partial<PromiseFieldsValue[number]>) =>
    onChange(value.map((one, at) => (at === place ? { ...one, ...part } : one)))
  return (
    <fieldset className="stack plainset">
      <legend>{t('commitments.promises')}</legend>
      {value.map((one, place) => (
        <div className="card stack" key={place}>
          <Field label={t('commitments.promiseNumber', { number: place + 1 })} required>
            {(id) => (
              <Input.TextArea
                id={id}
                autoSize={{ minRows: 1, maxRows: 5 }}
                maxLength={2000}
                value={one.text}
                onChange={(event) => change(place, { text: event.target.value })}
              />
            )}
          </Field>
          <div className="row" style={{ alignItems: 'flex-end' }}>
            <Field label={t('commitments.who')} required>
              {(id) => (
                <Input
                  id={id}
                  maxLength={100}
                  value={one.who}
                  onChange={(event) => change(place, { who: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('commitments.due')} required>
              {(id) => (
                <DateField
                  id={id}
                  value={one.due_on}
                  onChange={(due_on) => change(place, { due_on: due_on ?? '' })}
                />
              )}
            </Field>
            <Button
              aria-label={t('commitments.dropPromise', { number: place + 1 })}
              onClick={() => onChange(value.filter((_, at) => at !== place))}
            >
              {t('commitments.drop')}
            </Button>
          </div>
        </div>
      ))}
      <Button onClick={() => onChange([...value, EMPTY])} disabled={value.length >= 30}>
        {t('commitments.addPromise')}
      </Button>
    </fieldset>
  )
}
