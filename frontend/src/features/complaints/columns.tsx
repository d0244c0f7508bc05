import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import type { Column } from '@/ui/DenseTable'
import { Marks, NextClock, StateChip } from './chips'
import type { ComplaintLine } from './types'

/** The columns of the inbox on a wide screen; never who complained. */
export function useColumns(now: number): Column<ComplaintLine>[] {
  const { t } = useTranslation()
  const { label } = useLabels()
  return [
    {
      key: 'subject',
      title: t('complaints.col.subject'),
      render: (line) => (
        <span className="two">
          <Link to="/complaints/$complaintId" params={{ complaintId: String(line.id) }}>
            {line.subject}
          </Link>{' '}
          <Marks line={line} />
        </span>
      ),
    },
    {
      key: 'clock',
      title: t('complaints.col.clock'),
      width: 280,
      sort: 'clock',
      render: (line) => <NextClock clock={line.next_clock} now={now} />,
    },
    {
      key: 'state',
      title: t('complaints.col.state'),
      width: 120,
      render: (line) => <StateChip state={line.state} />,
    },
    {
      key: 'about',
      title: t('complaints.col.about'),
      width: 160,
      render: (line) => <span className="two">{line.about_unit?.name ?? '—'}</span>,
    },
    {
      key: 'lead',
      title: t('complaints.col.lead'),
      width: 160,
      render: (line) => <span className="two">{line.lead_unit?.name ?? '—'}</span>,
    },
    {
      key: 'channel',
      title: t('complaints.col.channel'),
      width: 96,
      render: (line) => label('complaint_channel', line.channel),
    },
    {
      key: 'received',
      title: t('complaints.col.received'),
      width: 140,
      sort: 'received',
      render: (line) => moment(line.received_at),
    },
    { key: 'number', title: t('complaints.col.number'), width: 130, render: (line) => line.number },
  ]
}
