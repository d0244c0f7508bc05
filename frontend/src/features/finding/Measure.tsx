import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { Allowed, Item } from '@/api/types'
import { moment } from '@/i18n/format'
import { DueDate } from '@/ui/DueDate'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { EvidenceUpload } from '@/ui/files/EvidenceUpload'
import { Steps } from '@/ui/Steps'
import { WhyNot } from '@/ui/WhyNot'
import { ItemDialog } from './ItemDialog'
import { MeasureForm } from './MeasureForm'
import { Resemblance } from './Resemblance'

const TONE: Record<string, string> = {
  in_progress: 'blue',
  claimed: 'warn',
  accepted: 'good',
  returned: 'bad',
}

interface Props {
  item: Item
  running: boolean
  onDone: () => void
}

/** One measure: what is to be done, by whom, how far it is, and what proves it. */
export function Measure({ item, running, onDone }: Props) {
  const { t } = useTranslation()
  const { label, actionLabel } = useLabels()
  const [chosen, setChosen] = useState<Allowed | null>(null)
  const may = (action: string) =>
    item.allowed_actions.some((entry) => entry.action === action && entry.enabled)
  const open = item.allowed_actions.filter((action) => action.enabled)
  const shut = item.allowed_actions.filter((action) => !action.enabled)
  const verifies = may('accept')
  const finish = () => {
    setChosen(null)
    onDone()
  }
  return (
    <article
      className="measure"
      id={`rectification_item-${item.id}`}
      tabIndex={-1}
      aria-label={`${t('finding.measures')} ${item.ordinal}`}
    >
      <div className="row">
        <strong>{item.ordinal}.</strong>
        <span className={`chip ${TONE[item.state] ?? ''}`}>{label('item_state', item.state)}</span>
        <DueDate on={item.due_on} running={running && item.state !== 'accepted'} />
        <span className="small quiet">
          {[item.unit?.name, item.owner?.name, item.owner_leader].filter(Boolean).join(' · ')}
        </span>
      </div>
      <p className="text">{item.text}</p>
      <Resemblance itemId={item.id} explained={item.likeness_explained} mayCompare={verifies} />
      <Marks item={item} />
      {item.steps.length > 0 && (
        <section>
          <h4>{t('finding.steps')}</h4>
          <Steps item={item} canMark={may('report')} onDone={onDone} />
        </section>
      )}
      <section>
        <h4>{t('finding.notes')}</h4>
        {item.notes.length === 0 && <p className="quiet small">{t('finding.noNotes')}</p>}
        {item.notes.map((note) => (
          <p key={note.id} className="pre" style={{ marginBottom: 6 }}>
            {note.text}{' '}
            <span className="small quiet">
              {note.account ? `${note.account.name} · ${moment(note.created_at)}` : t('finding.fromDocument')}
            </span>{' '}
            <Resemblance
              itemId={item.id}
              noteId={note.id}
              explained={note.likeness_explained}
              mayCompare={verifies}
            />
          </p>
        ))}
      </section>
      <section>
        <h4>{t('finding.evidence')}</h4>
        <EvidenceList files={item.evidence} none={t('finding.noEvidence')} />
        {may('report') && (
          <div style={{ marginTop: 6 }}>
            <EvidenceUpload
              owner={{ type: 'rectification_item', id: item.id }}
              label={t('finding.addEvidence')}
              onDone={onDone}
            />
          </div>
        )}
      </section>
      {open.length > 0 && (
        <div className="actlist" style={{ marginTop: 10 }}>
          {open.map((action) => (
            <Button
              key={action.action}
              size="small"
              type={action.action === 'claim' || action.action === 'accept' ? 'primary' : 'default'}
              onClick={() => setChosen(action)}
            >
              {actionLabel(action)}
            </Button>
          ))}
        </div>
      )}
      <WhyNot actions={shut} summary={t('finding.notNow')} label={actionLabel} />
      {chosen?.action === 'edit' && (
        <MeasureForm
          findingId={item.finding_id}
          item={item}
          onClose={() => setChosen(null)}
          onDone={finish}
        />
      )}
      {chosen && chosen.action !== 'edit' && (
        <ItemDialog item={item} action={chosen} onClose={() => setChosen(null)} onDone={finish} />
      )}
    </article>
  )
}

function Marks({ item }: { item: Item }) {
  const { t } = useTranslation()
  const marks = [
    item.claimed_at &&
      t('finding.claimedBy', { name: item.claimed_by?.name ?? '', at: moment(item.claimed_at) }),
    item.onsite_on &&
      t('finding.onsiteBy', {
        name: item.onsite_by?.name ?? '',
        on: item.onsite_on,
        note: item.onsite_note ?? '',
      }),
    item.verified_at &&
      t('finding.verifiedBy', { name: item.verified_by?.name ?? '', at: moment(item.verified_at) }),
  ].filter((mark): mark is string => Boolean(mark))
  return (
    <>
      {marks.map((mark) => (
        <p key={mark} className="small quiet">
          {mark}
        </p>
      ))}
      {item.state === 'returned' && item.returned_reason && (
        <p className="small" style={{ color: 'var(--red)' }}>
          {t('finding.returned', { reason: item.returned_reason })}
        </p>
      )}
    </>
  )
}
