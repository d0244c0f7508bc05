import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { LinkButton } from '@/ui/LinkButton'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { StateChip } from './chips'
import { JoinDialog, type Joining } from './JoinDialog'
import { Panel } from './Panel'
import { refresh, useComplaint } from './queries'
import type { Complaint, Similar } from './types'

/** Triage: the new one beside those that may be of the same matter, with what is alike. */
export function SimilarPage({ complaintId }: { complaintId: number }) {
  const { t } = useTranslation()
  const complaint = useComplaint(complaintId)
  const similar = useQuery({
    queryKey: ['complaint', complaintId, 'similar'],
    queryFn: () =>
      call(
        client.GET('/api/v1/complaints/{complaint_id}/similar', {
          params: { path: { complaint_id: complaintId } },
        }),
      ),
  })
  const error = complaint.error ?? similar.error
  return (
    <>
      <PageHead title={t('complaints.triage.title')}>
        <LinkButton to="/complaints/$complaintId" params={{ complaintId: String(complaintId) }}>
          {t('complaints.triage.back')}
        </LinkButton>
      </PageHead>
      <ProblemNotice error={error} onRetry={() => void similar.refetch()} />
      {!error && !(complaint.data && similar.data) && <Loading />}
      {complaint.data && similar.data && <Beside complaint={complaint.data} similar={similar.data.items} />}
    </>
  )
}

function Beside({ complaint, similar }: { complaint: Complaint; similar: Similar[] }) {
  const { t } = useTranslation()
  const [joining, setJoining] = useState<{ how: Joining; other: Similar } | null>(null)
  const merges = complaint.allowed_actions.some(({ action, enabled }) => action === 'merge' && enabled)
  return (
    <div className="besides">
      <This complaint={complaint} />
      <section aria-labelledby="others-title">
        <h2 id="others-title" style={{ marginBottom: 8 }}>
          {t('complaints.triage.others')}
        </h2>
        {similar.length === 0 && (
          <Empty title={t('complaints.triage.none')}>{t('complaints.triage.noneWhat')}</Empty>
        )}
        {similar.length > 0 && !merges && !complaint.may_change && (
          <p className="notice">{t('complaints.triage.mayNot')}</p>
        )}
        <ul className="plain cards">
          {similar.map((other) => (
            <One
              key={other.id}
              complaint={complaint}
              other={other}
              merges={merges}
              onJoin={(how) => setJoining({ how, other })}
            />
          ))}
        </ul>
      </section>
      {joining && (
        <JoinDialog
          complaint={complaint}
          other={joining.other}
          how={joining.how}
          onClose={() => setJoining(null)}
          onDone={() => {
            setJoining(null)
            refresh()
          }}
        />
      )}
    </div>
  )
}

function This({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <Panel title={t('complaints.triage.this')}>
      <p className="row">
        <StateChip state={complaint.state} />
        <span className="small quiet">
          {[
            complaint.number,
            label('complaint_channel', complaint.channel),
            moment(complaint.received_at),
            complaint.about_unit?.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <h3>{complaint.subject}</h3>
      <p className="pre">{complaint.text}</p>
    </Panel>
  )
}

interface OneProps {
  complaint: Complaint
  other: Similar
  merges: boolean
  onJoin: (how: Joining) => void
}

function One({ complaint, other, merges, onJoin }: OneProps) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <li className="card stack">
      <p className="row">
        {other.why.map((why) => (
          <span key={why} className="chip blue">
            {why === 'same_words'
              ? t('complaints.triage.likeness', { share: Math.round(other.likeness * 100) })
              : t(`complaints.why.${why}`)}
          </span>
        ))}
        <StateChip state={other.state} />
        {other.concluded && <span className="chip warn">{t('complaints.triage.concluded')}</span>}
      </p>
      <Link to="/complaints/$complaintId" params={{ complaintId: String(other.id) }}>
        {other.number} {other.subject}
      </Link>
      <p className="pre">{other.text}</p>
      <p className="small quiet">
        {[label('complaint_channel', other.channel), moment(other.received_at), other.about_unit?.name]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="row">
        {merges && !other.merged && (
          <Button
            size="small"
            aria-label={`${t('complaints.triage.merge')}:${other.number}`}
            onClick={() => onJoin('merge')}
          >
            {t('complaints.triage.merge')}
          </Button>
        )}
        {complaint.may_change && (
          <Button
            size="small"
            aria-label={`${t('complaints.triage.repeat')}:${other.number}`}
            onClick={() => onJoin('repeat')}
          >
            {t('complaints.triage.repeat')}
          </Button>
        )}
      </div>
    </li>
  )
}
