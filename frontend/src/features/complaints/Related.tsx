import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { StateChip } from './chips'
import { Panel } from './Panel'
import type { Complaint } from './types'

type Ref = NonNullable<Complaint['main']>

/** The one it is answered with, what it repeats, and what belongs to it. */
export function Related({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const groups: [string, Ref[]][] = [
    [t('complaints.related.main'), complaint.main ? [complaint.main] : []],
    [t('complaints.related.repeatOf'), complaint.repeat_of ? [complaint.repeat_of] : []],
    [t('complaints.related.merged'), complaint.merged_in],
    [t('complaints.related.repeats'), complaint.repeated_by],
  ]
  if (groups.every(([, refs]) => refs.length === 0)) return null
  return (
    <Panel title={t('complaints.related.title')}>
      <dl className="wording">
        {groups.map(([name, refs]) =>
          refs.length > 0 ? (
            <div key={name}>
              <dt>{name}</dt>
              {refs.map((ref) => (
                <dd key={ref.id} className="row">
                  <Link to="/complaints/$complaintId" params={{ complaintId: String(ref.id) }}>
                    {ref.number} {ref.subject}
                  </Link>
                  <StateChip state={ref.state} />
                </dd>
              ))}
            </div>
          ) : null,
        )}
      </dl>
    </Panel>
  )
}
