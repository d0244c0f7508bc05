import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import type { Column } from '@/ui/DenseTable'
import { Marks, NextClock, StateChip } from './chips'
import { Subject } from './Subject'
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
        <Subject id={line.id} subject={line.subject} number={line.number}>
          <Marks line={line} />
        </Subject>
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
      key: 'received',
      title: t('complaints.col.received'),
      width: 140,
      sort: 'received',
      render: (line) => (
        <>
          {moment(line.received_at)}
          <span className="under">{label('complaint_channel', line.channel)}</span>
        </>
      ),
    },
  ]
}
