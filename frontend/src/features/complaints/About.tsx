import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { day, moment, number } from '@/i18n/format'
import { Panel } from './Panel'
import { refresh } from './queries'
import { TriageDialog } from './TriageDialog'
import type { Complaint } from './types'

/** What was registered: how it came in, whom it is about, what it is counted under. */
export function About({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [changing, setChanging] = useState(false)
  const facts: [string, string | null | undefined][] = [
    [t('complaints.page.office'), complaint.office.name],
    [t('complaints.field.about_unit_id'), complaint.about_unit?.name],
    [t('complaints.field.about_department_id'), complaint.about_department?.name],
    [t('complaints.page.namesHead'), complaint.names_head ? t('complaints.page.namesHeadWhat') : null],
    [t('complaints.field.about_persons'), complaint.about_persons],
    [t('complaints.field.happened_on'), complaint.happened_on && day(complaint.happened_on)],
    [t('complaints.filter.kind'), label('complaint_kind', complaint.kind)],
    [t('complaints.field.petition_class'), label('petition_class', complaint.petition_class)],
    [t('complaints.field.matter'), label('complaint_matter', complaint.matter)],
    [t('complaints.filter.channel'), label('complaint_channel', complaint.channel)],
    [t('complaints.field.received_at'), moment(complaint.received_at)],
    [t('complaints.field.category'), label('complaint_category', complaint.category)],
    [t('complaints.field.nine_rule'), label('nine_rule', complaint.nine_rule)],
    [t('complaints.field.people'), complaint.people > 1 ? number(complaint.people) : null],
    [t('complaints.field.superior_document'), complaint.superior_document],
    [t('complaints.page.supervised'), complaint.supervision?.reason],
    [t('complaints.page.parkedUntil'), complaint.parked_until && day(complaint.parked_until)],
    [t('complaints.field.not_handle_reason'), label('not_handled_reason', complaint.not_handled_reason)],
    [t('complaints.field.to'), label('transfer_target', complaint.transferred_to)],
    [t('complaints.field.reason'), complaint.reason],
  ]
  return (
    <Panel title={t('complaints.page.about')}>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {complaint.may_change && (
        <div>
          <Button size="small" onClick={() => setChanging(true)}>
            {t('complaints.change.title')}
          </Button>
        </div>
      )}
      {changing && (
        <TriageDialog
          complaint={complaint}
          onClose={() => setChanging(false)}
          onDone={() => {
            setChanging(false)
            refresh()
          }}
        />
      )}
    </Panel>
  )
}
