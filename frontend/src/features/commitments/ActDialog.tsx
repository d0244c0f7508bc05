import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { today } from '@/i18n/format'
import { DateField, Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import type { Commitment } from './types'

export type Act = 'submit' | 'approve' | 'refuse' | 'publish' | 'discard' | 'withdraw'

interface Props {
  act: Act
  title: string
  commitment: Commitment
  onClose: () => void
  onDone: () => void
}

interface Typed {
  words: string
  explained: string
  outer: boolean
  published_on: string
  place: string
}

/** One step of a commitment, with the words that go with it. */
export function ActDialog({ act, title, commitment, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Typed>({
    words: '',
    explained: '',
    outer: false,
    published_on: today(),
    place: '',
  })
  const set = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }))
  const submission = useSubmit({ run: () => send(act, commitment, typed), onDone, onReload: onDone })
  const { faults } = submission
  const needsWords = act === 'refuse' || act === 'discard' || act === 'withdraw' || typed.outer
  const lets = act === 'approve' && commitment.person !== null
  return (
    <SubmitDialog
      title={title}
      okText={title}
      danger={act === 'withdraw'}
      disabled={needsWords && typed.words.trim() === ''}
      submission={submission}
      explained={typed.explained}
      onExplain={(explained) => set({ explained })}
      onClose={onClose}
    >
      <p>{t(`commitments.actWhat.${act}`)}</p>
      {act === 'publish' && (
        <>
          <Field label={t('commitments.published')} fault={faults.published_on} required>
            {(id) => (
              <DateField
                id={id}
                value={typed.published_on}
                onChange={(published_on) => set({ published_on: published_on ?? '' })}
              />
            )}
          </Field>
          <Field label={t('commitments.place')} help={t('commitments.placeHelp')}>
            {(id, described) => (
              <Input
                id={id}
                aria-describedby={described}
                maxLength={200}
                value={typed.place}
                onChange={(event) => set({ place: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
      {lets && (
        <Checkbox checked={typed.outer} onChange={(event) => set({ outer: event.target.checked })}>
          {t('commitments.letOut')}
        </Checkbox>
      )}
      {act !== 'publish' && act !== 'submit' && (
        <Field
          label={t(typed.outer ? 'commitments.outerReason' : 'commitments.words')}
          fault={faults.note ?? faults.reason ?? faults.outer_reason}
          required={needsWords}
        >
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={2000}
              value={typed.words}
              onChange={(event) => set({ words: event.target.value })}
            />
          )}
        </Field>
      )}
    </SubmitDialog>
  )
}

function send(act: Act, commitment: Commitment, typed: Typed): Promise<Commitment> {
  const params = {
    path: { commitment_id: commitment.id },
    header: { 'if-match': ifMatch(commitment.version) },
  }
  const words = typed.words.trim() || null
  switch (act) {
    case 'submit':
      return call(
        client.POST('/api/v1/commitments/{commitment_id}/submission', {
          params,
          body: { likeness_explained: typed.explained.trim() || null },
        }),
      )
    case 'approve':
    case 'refuse':
      return call(
        client.POST('/api/v1/commitments/{commitment_id}/decision', {
          params,
          body: {
            approve: act === 'approve',
            note: typed.outer ? null : words,
            outer_reason: typed.outer ? words : null,
          },
        }),
      )
    case 'publish':
      return call(
        client.POST('/api/v1/commitments/{commitment_id}/publication', {
          params,
          body: { published_on: typed.published_on, place: typed.place.trim() || null, media: [] },
        }),
      )
    case 'discard':
    case 'withdraw':
      return call(
        client.POST('/api/v1/commitments/{commitment_id}/withdrawal', {
          params,
          body: { reason: words ?? '' },
        }),
      )
  }
}
