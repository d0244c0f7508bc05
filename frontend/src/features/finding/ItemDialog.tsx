import { Input, Modal, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch, newKey } from '@/api/client'
import { isStale } from '@/api/problem'
import { useLabels } from '@/api/queries'
import type { Allowed, Item, Sent } from '@/api/types'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ConflictDialog } from '@/ui/ConflictDialog'
import { DateField, Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'

interface Entered {
  text: string
  basis: string
  on: string | null
}

type ClaimBody = Sent<'/api/v1/rectification-items/{item_id}/actions/claim', 'post'>

async function actOnItem(
  item: Item,
  action: string,
  key: string,
  { text, basis, on }: Entered,
): Promise<void> {
  const path = { item_id: item.id }
  const params = { path, header: { 'if-match': ifMatch(item.version) } }
  const note = text.trim() || undefined
  if (action === 'report')
    await call(
      client.POST('/api/v1/rectification-items/{item_id}/notes', {
        params: { path, header: { 'Idempotency-Key': key } },
        body: { text: text.trim() },
      }),
    )
  else if (action === 'claim')
    await call(
      client.POST('/api/v1/rectification-items/{item_id}/actions/claim', {
        params,
        body: { basis, note } as ClaimBody,
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
  const { options, actionLabel } = useLabels()
  const announce = useAnnounce()
  const { item, action } = props
  const word = actionLabel(action)
  const [entered, setEntered] = useState<Entered>({
    text: '',
    basis: item.evidence.length === 0 && item.onsite_on ? 'onsite' : 'evidence',
    on: today(),
  })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [stale, setStale] = useState(false)
  const key = useRef(newKey())
  const needsText = NEEDS_TEXT.has(action.action)
  const textLabel = {
    report: t('finding.progress'),
    return: t('finding.reason'),
    verify_onsite: t('finding.onsiteNote'),
  }[action.action]

  async function submit(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await actOnItem(item, action.action, key.current, entered)
      announce.good(t('finding.done', { label: word }))
      props.onDone()
    } catch (refused) {
      if (isStale(refused)) setStale(true)
      else setError(refused)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      title={word}
      okText={word}
      okButtonProps={{
        loading: busy,
        disabled: needsText && entered.text.trim() === '',
        autoInsertSpace: false,
      }}
      onOk={() => void submit()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <ProblemNotice error={error} />
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
          <Field label={t('finding.onsiteOn')} required>
            {(id) => (
              <DateField id={id} value={entered.on} onChange={(on) => setEntered({ ...entered, on })} />
            )}
          </Field>
        )}
        <Field label={textLabel ?? t('finding.note')} required={needsText}>
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
      </div>
      <ConflictDialog open={stale} onKeep={() => setStale(false)} onReload={props.onDone} />
    </Modal>
  )
}
