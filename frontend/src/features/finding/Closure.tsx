import { useTranslation } from 'react-i18next'
import { useLabels, useMay } from '@/api/queries'
import type { Finding } from '@/api/types'
import { moment } from '@/i18n/format'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { EvidenceUpload } from '@/ui/files/EvidenceUpload'
import { ClosureChip } from '@/ui/StateChips'

/** The way to 销号: who applied, who signed on paper, what closed it. */
export function Closure({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const { closure, countersignatures } = finding
  const now = countersignatures.filter((entry) => entry.reopen_no === finding.reopen_no)
  const earlier = countersignatures.filter((entry) => entry.reopen_no !== finding.reopen_no)
  if (finding.closure_state === 'none' && countersignatures.length === 0) return null
  const facts: [string, string | null | undefined][] = [
    [t('finding.appliedBy'), closure.applied_by?.name],
    [t('finding.closureNote'), closure.note],
    [
      t('finding.missingOrgans'),
      finding.closure_state === 'approved'
        ? closure.missing_organs.map((organ) => label('organ_kind', organ)).join('、')
        : null,
    ],
    [t('finding.closer'), closure.closer],
    [t('finding.closingDocument'), closure.document],
    [t('finding.closedOn'), closure.closed_on],
  ]
  return (
    <section className="panel" aria-labelledby="closure-title">
      <div className="headrow">
        <h2 id="closure-title">{t('finding.closure')}</h2>
        <ClosureChip line={finding} />
      </div>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {now.length > 0 && <h3 style={{ margin: '12px 0 6px' }}>{t('finding.countersigned')}</h3>}
      {now.map((entry) => (
        <Signature key={entry.id} entry={entry} open={finding.closure_state !== 'closed'} onDone={onDone} />
      ))}
      {earlier.length > 0 && (
        <details style={{ marginTop: 8 }}>
          <summary className="small">{t('finding.earlier')}</summary>
          {earlier.map((entry) => (
            <Signature key={entry.id} entry={entry} open={false} onDone={onDone} />
          ))}
        </details>
      )}
    </section>
  )
}

interface SignatureProps {
  entry: Finding['countersignatures'][number]
  open: boolean
  onDone: () => void
}

function Signature({ entry, open, onDone }: SignatureProps) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const may = useMay()
  return (
    <article className="measure" id={`countersignature-${entry.id}`} tabIndex={-1}>
      <div className="row">
        <strong>{entry.organ}</strong>
        <span className="chip">{label('organ_kind', entry.organ_kind)}</span>
        <span>{entry.document}</span>
        <span>{entry.signed_on}</span>
      </div>
      <p className="small quiet">
        {entry.recorded_by.name} · {moment(entry.recorded_at)}
      </p>
      <EvidenceList files={entry.scans} none={t('finding.noScan')} />
      {open && may('closure.record') && (
        <EvidenceUpload
          owner={{ type: 'countersignature', id: entry.id }}
          label={t('finding.addScan')}
          onDone={onDone}
        />
      )}
    </article>
  )
}
