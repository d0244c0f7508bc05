import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import type { DecisionRequest, Finding } from '@/api/types'
import { moment } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { describePayload } from './payload'

const TONE: Record<string, string> = { asked: 'warn', approved: 'good', refused: 'bad' }

/** What was asked, and what another person decided. */
export function Requests({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const { t } = useTranslation()
  if (finding.requests.length === 0) return null
  return (
    <section className="panel" aria-labelledby="requests-title">
      <h2 id="requests-title">{t('finding.requests')}</h2>
      {finding.requests.map((request) => (
        <RequestCard key={request.id} request={request} onDone={onDone} />
      ))}
    </section>
  )
}

function RequestCard({ request, onDone }: { request: DecisionRequest; onDone: () => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [approve, setApprove] = useState<boolean | null>(null)
  const waiting = request.state === 'asked'
  const may = (request.allowed_actions ?? []).some((action) => action.enabled)
  const why = (request.allowed_actions ?? []).find((action) => !action.enabled)?.reason
  return (
    <article
      className="measure"
      id={`finding_request-${request.id}`}
      tabIndex={-1}
      aria-label={label('request_kind', request.kind)}
    >
      <div className="row">
        <strong>{label('request_kind', request.kind)}</strong>
        <span className={`chip ${TONE[request.state] ?? ''}`}>{label('request_state', request.state)}</span>
        {describePayload(request.payload, label).map((line) => (
          <span key={line} className="small">
            {line}
          </span>
        ))}
      </div>
      <p className="text">{request.reason}</p>
      {request.asked_by && (
        <p className="small quiet">
          {t('finding.askedBy', { name: request.asked_by.name, at: moment(request.asked_at) })}
        </p>
      )}
      {request.decided_by && (
        <p className="small quiet">
          {t('finding.decidedBy', { name: request.decided_by.name, at: moment(request.decided_at) })}
          {request.decision_note ? `:${request.decision_note}` : ''}
        </p>
      )}
      {waiting && may && (
        <div className="actlist" style={{ marginTop: 8 }}>
          <Button size="small" type="primary" onClick={() => setApprove(true)}>
            {t('finding.approve')}
          </Button>
          <Button size="small" onClick={() => setApprove(false)}>
            {t('finding.refuse')}
          </Button>
        </div>
      )}
      {waiting && !may && why && <p className="small quiet">{why}</p>}
      {approve !== null && (
        <Decision
          request={request}
          approve={approve}
          onClose={() => setApprove(null)}
          onDone={() => {
            setApprove(null)
            onDone()
          }}
        />
      )}
    </article>
  )
}

interface DecisionProps {
  request: DecisionRequest
  approve: boolean
  onClose: () => void
  onDone: () => void
}

function Decision({ request, approve, onClose, onDone }: DecisionProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [note, setNote] = useState('')
  const word = approve ? t('finding.approve') : t('finding.refuse')

  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/requests/{request_id}/decision', {
          params: { path: { request_id: request.id } },
          body: { approve, note: note.trim() || undefined },
        }),
      ),
    onDone: () => {
      announce.good(t('finding.decided'))
      onDone()
    },
    onReload: onDone,
    typed: () => note.trim(),
  })

  return (
    <SubmitDialog
      title={word}
      okText={word}
      disabled={!approve && note.trim() === ''}
      submission={submission}
      onClose={onClose}
    >
      <p className="wrap-anywhere">{request.reason}</p>
      <Field
        label={t('finding.decisionNote')}
        required={!approve}
        help={approve ? undefined : t('finding.needNote')}
        fault={submission.faults.note}
      >
        {(id, described, invalid) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
