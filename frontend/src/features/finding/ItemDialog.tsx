import { Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { Allowed, Item, Sent } from '@/api/types'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { DateField, Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { changesSince } from './changes'

interface Entered {
  text: string
  basis: string
  on: string | null
  explained: string
}

type ClaimBody = Sent<'/api/v1/rectification-items/{item_id}/actions/claim', 'post'>

async function actOnItem(
  item: Item,
  action: string,
  key: string,
  { text, basis, on, explained }: Entered,
): Promise<void> {
  const path = { item_id: item.id }
  const params = { path, header: { 'if-match': ifMatch(item.version) } }
  const note = text.trim() || undefined
  const likeness_explained = explained.trim() || null
  if (action === 'report')
    await call(
      client.POST('/api/v1/rectification-items/{item_id}/notes', {
        params: { path, header: { 'Idempotency-Key': key } },
        body: { text: text.trim(), likeness_explained },
      }),
    )
  else if (action === 'claim')
    await call(
      client.POST('/api/v1/rectification-items/{item_id}/actions/claim', {
        params,
        body: { basis, note, likeness_explained } as ClaimBody,
      }),
    )
  else if (action === 'accept')
    await call(
      client.POST('/api/v1/rectification-items/{item_id}/actions/accept', { params, body: { note } }),
    )
  else if (action === 'return')
    await call(
      client.POST('/api/v1/rectification-items/{item_id}/actions/return', {
        params,
        body: { reason: text.trim() },
      }),
    )
  else if (action === 'verify_onsite')
    await call(
      client.POST('/api/v1/rectification-items/{item_id}/onsite-verification', {
        params: { path },
        body: { onsite_on: on ?? today(), note: text.trim() },
      }),
    )
  else throw new Error(`the service offers an act this page does not know: ${action}`)
}

/** Acts that are nothing without words. */
const NEEDS_TEXT = new Set(['report', 'return', 'verify_onsite'])

export function ItemDialog(props: { item: Item; action: Allowed; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const { options, actionLabel, label } = useLabels()
  const announce = useAnnounce()
  const { item, action } = props
  const word = actionLabel(action)
  const [entered, setEntered] = useState<Entered>({
    text: '',
    basis: item.evidence.length === 0 && item.onsite_on ? 'onsite' : 'evidence',
    on: today(),
    explained: '',
  })
  const key = useRef(newKey())
  const needsText = NEEDS_TEXT.has(action.action)
  const textLabel = {
    report: t('finding.progress'),
    return: t('finding.reason'),
    verify_onsite: t('finding.onsiteNote'),
  }[action.action]

  const submission = useSubmit({
    run: () => actOnItem(item, action.action, key.current, entered),
    onDone: () => {
      announce.good(t('finding.done', { label: word }))
      props.onDone()
    },
    onReload: props.onDone,
    typed: () => entered.text.trim(),
    changed: () => changesSince(item.finding_id, label),
  })

  return (
    <SubmitDialog
      title={word}
      okText={word}
      disabled={needsText && entered.text.trim() === ''}
      submission={submission}
      onClose={props.onClose}
      explained={entered.explained}
      onExplain={(explained) => {
        setEntered({ ...entered, explained })
        key.current = newKey()
      }}
    >
      <p className="quiet wrap-anywhere">{item.text}</p>
      {action.action === 'claim' && (
        <Field label={t('finding.basis')} required>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={entered.basis}
              options={options('basis')}
              onChange={(basis) => setEntered({ ...entered, basis })}
            />
          )}
        </Field>
      )}
      {action.action === 'verify_onsite' && (
        <Field label={t('finding.onsiteOn')} fault={submission.faults.onsite_on} required>
          {(id) => <DateField id={id} value={entered.on} onChange={(on) => setEntered({ ...entered, on })} />}
        </Field>
      )}
      <Field
        label={textLabel ?? t('finding.note')}
        fault={submission.faults.text ?? submission.faults.note ?? submission.faults.reason}
        required={needsText}
      >
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={5000}
            value={entered.text}
            onChange={(event) => {
              setEntered({ ...entered, text: event.target.value })
              key.current = newKey()
            }}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
