import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { EvidenceUpload } from '@/ui/files/EvidenceUpload'
import { History } from '@/ui/History'
import { LinkButton } from '@/ui/LinkButton'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { About } from './About'
import { ActionPanel } from './ActionPanel'
import { Answers } from './Answers'
import { Bars } from './Bars'
import { ClockStrip } from './ClockStrip'
import { Complainant } from './Complainant'
import { Conversation } from './Conversation'
import { Marks, StateChip } from './chips'
import { Findings } from './Findings'
import { LettersPanel } from './letters/LettersPanel'
import { Panel } from './Panel'
import { refresh, useComplaint } from './queries'
import { Related } from './Related'
import { Requests } from './Requests'
import { Reviews } from './Reviews'
import type { Complaint } from './types'
import { Units } from './Units'

/** One complaint: what was said, by when it must be answered, who does what, and what came of it. */
export function ComplaintPage({ complaintId }: { complaintId: number }) {
  const complaint = useComplaint(complaintId)
  if (complaint.error && !complaint.data)
    return <ProblemNotice error={complaint.error} onRetry={() => void complaint.refetch()} />
  if (!complaint.data) return <Loading />
  return <Whole complaint={complaint.data} />
}

function Whole({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <>
      <PageHead
        title={`${complaint.number} ${complaint.subject}`}
        extra={
          <span className="row">
            <StateChip state={complaint.state} />
            <Marks line={complaint} />
            {complaint.outcome && (
              <span className="chip">{label('complaint_outcome', complaint.outcome)}</span>
            )}
          </span>
        }
      >
        <LinkButton to="/complaints">{t('complaints.page.back')}</LinkButton>
        {complaint.hands.includes('office') && (
          <LinkButton to="/complaints/$complaintId/similar" params={{ complaintId: String(complaint.id) }}>
            {t('complaints.triage.title')}
          </LinkButton>
        )}
      </PageHead>
      <ClockStrip clocks={complaint.clocks} />
      <div className="findingcols">
        <div>
          <Words complaint={complaint} />
          <Related complaint={complaint} />
          <About complaint={complaint} />
          <Conversation complaint={complaint} onDone={refresh} />
          <Units complaint={complaint} />
          <Answers complaint={complaint} />
          <LettersPanel complaintId={complaint.id} />
          <Requests complaint={complaint} />
          <Reviews complaint={complaint} />
          <Findings complaint={complaint} />
          <Files complaint={complaint} />
          <History events={complaint.history} />
        </div>
        <aside aria-label={t('complaints.actions')}>
          <ActionPanel complaint={complaint} onDone={refresh} />
          <Complainant complaint={complaint} />
          <Bars complaint={complaint} />
        </aside>
      </div>
    </>
  )
}

/** What was said, in the words it was said in. */
function Words({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('complaints.page.text')}>
      <p className="problemtext pre">{complaint.text}</p>
      {complaint.wish && (
        <>
          <h3>{t('complaints.field.wish')}</h3>
          <p className="pre">{complaint.wish}</p>
        </>
      )}
    </Panel>
  )
}

function Files({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('complaints.page.files')}>
      <EvidenceList files={complaint.attachments} none={t('complaints.page.noFiles')} />
      {complaint.may_note && (
        <EvidenceUpload
          owner={{ type: 'complaint', id: complaint.id }}
          label={t('complaints.page.addFile')}
          onDone={refresh}
        />
      )}
    </Panel>
  )
}
