import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import { Marks, NextClock, StateChip } from './chips'
import type { ComplaintLine } from './types'

/** One complaint on a phone: what, where it stands, what is due next. */
export function ComplaintCard({ line, now }: { line: ComplaintLine; now: number }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <li className="card dutycard">
      <span className="row">
        <StateChip state={line.state} />
        <Marks line={line} />
        <span className="small quiet">{line.number}</span>
      </span>
      <Link to="/complaints/$complaintId" params={{ complaintId: String(line.id) }} className="cardlink">
        {line.subject}
      </Link>
      <NextClock clock={line.next_clock} now={now} />
      <span className="small quiet wrap-anywhere">
        {[
          line.about_unit ? t('complaints.about', { name: line.about_unit.name }) : null,
          line.lead_unit ? t('complaints.ledBy', { name: line.lead_unit.name }) : null,
          label('complaint_channel', line.channel),
          moment(line.received_at),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  )
}
