import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, newKey } from '@/api/client'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { may } from './acts'
import { RequestChip } from './chips'
import { refresh } from './queries'
import type { Duty, DutyRequest } from './types'

const KINDS = ['exemption', 'accountability'] as const
type Kind = (typeof KINDS)[number]

/** What a person asks because it is late, and what another decides; the software never does either. */
export function Requests({ duty }: { duty: Duty }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [asking, setAsking] = useState<Kind | null>(null)
  const open = KINDS.filter((kind) => may(duty, `ask_${kind}`))
  if (open.length === 0 && duty.requests.length === 0) return null
  return (
    <section className="panel" aria-labelledby="requests-title">
      <h2 id="requests-title">{t('duties.requests.title')}</h2>
      {duty.requests.map((request) => (
        <RequestCard key={request.id} request={request} />
      ))}
      {open.length > 0 && (
        <div className="actlist">
          {open.map((kind) => (
            <Button key={kind} onClick={() => setAsking(kind)}>
              {label('duty_request_kind', kind)}
            </Button>
          ))}
        </div>
      )}
      {asking && <Asking duty={duty} kind={asking} onClose={() => setAsking(null)} />}
    </section>
  )
}

function Asking({ duty, kind, onClose }: { duty: Duty; kind: Kind; onClose: () => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const announce = useAnnounce()
  const [key] = useState(newKey)
  return (
    <ReasonDialog
      title={label('duty_request_kind', kind)}
      okText={t('duties.requests.ask')}
      label={t('duties.requests.reason')}
      required
      run={(reason) =>
        call(
          client.POST('/api/v1/duties/{duty_id}/requests', {
            params: { path: { duty_id: duty.id }, header: { 'Idempotency-Key': key } },
            body: { kind, reason },
          }),
        )
      }
      onDone={() => {
        onClose()
        announce.good(t('duties.requests.asked'))
        refresh()
      }}
      onClose={onClose}
    >
      <p>{t(`duties.requests.what.${kind}`)}</p>
    </ReasonDialog>
  )
}

/** One request; whoever may decide it finds both answers beneath. */
export function RequestCard({ request }: { request: DutyRequest }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [approve, setApprove] = useState<boolean | null>(null)
  return (
    <article className="measure" aria-label={label('duty_request_kind', request.kind)}>
      <div className="row">
        <strong>{label('duty_request_kind', request.kind)}</strong>
        <RequestChip state={request.state} />
      </div>
      <p className="text">{request.reason}</p>
      <p className="small quiet">
        {t('duties.requests.by', { name: request.asked_by.name, at: moment(request.asked_at) })}
      </p>
      {request.decided_by && (
        <p className="small quiet">
          {t('duties.requests.decidedBy', { name: request.decided_by.name, at: moment(request.decided_at) })}
          {request.decision_note && ` ${request.decision_note}`}
        </p>
      )}
      {request.may_decide && (
        <div className="actlist" style={{ marginTop: 8 }}>
          <Button size="small" type="primary" onClick={() => setApprove(true)}>
            {t('duties.requests.approve')}
          </Button>
          <Button size="small" onClick={() => setApprove(false)}>
            {t('duties.requests.refuse')}
          </Button>
        </div>
      )}
      {approve !== null && <Deciding request={request} approve={approve} onClose={() => setApprove(null)} />}
    </article>
  )
}

interface DecidingProps {
  request: DutyRequest
  approve: boolean
  onClose: () => void
}

function Deciding({ request, approve, onClose }: DecidingProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const word = approve ? t('duties.requests.approve') : t('duties.requests.refuse')
  const path = { duty_request_id: request.id }
  return (
    <ReasonDialog
      title={word}
      okText={word}
      label={t('duties.requests.note')}
      required={!approve}
      run={(note) =>
        approve
          ? call(
              client.POST('/api/v1/duty-requests/{duty_request_id}/approve', {
                params: { path },
                body: { note: note || undefined },
              }),
            )
          : call(
              client.POST('/api/v1/duty-requests/{duty_request_id}/refuse', {
                params: { path },
                body: { note },
              }),
            )
      }
      onDone={() => {
        onClose()
        announce.good(t('duties.requests.decided'))
        refresh()
      }}
      onClose={onClose}
    >
      <p className="wrap-anywhere">{request.reason}</p>
    </ReasonDialog>
  )
}
