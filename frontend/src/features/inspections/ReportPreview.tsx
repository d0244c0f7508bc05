import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import type { ReportPreview as Preview } from '@/api/types'
import { number } from '@/i18n/format'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'

interface Props {
  preview: Preview | undefined
  error: unknown
  busy: boolean
  onRetry: () => void
}

/** What the document will hold, what it leaves out, and what to look at before it is printed. */
export function ReportPreview({ preview, error, busy, onRetry }: Props) {
  const { t } = useTranslation()
  return (
    <section className="reportlook stack" aria-labelledby="look-title" aria-busy={busy}>
      <h3 id="look-title">{t('inspections.report.look')}</h3>
      <ProblemNotice error={error} onRetry={onRetry} />
      {!preview && !error && <Loading />}
      {preview && (
        <>
          <Totals preview={preview} />
          <Warnings preview={preview} />
          <LeftOut preview={preview} />
          <Text preview={preview} />
        </>
      )}
    </section>
  )
}

function Totals({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  const { totals } = preview
  const counted: [string, number | null][] = [
    [t('inspections.names.findings'), totals.findings],
    [t('inspections.names.key_matters'), totals.key_matters],
    [t('inspections.names.done'), totals.findings_done],
    [t('inspections.names.staged'), totals.findings_staged],
    [t('inspections.names.open'), totals.findings_open],
    [t('inspections.names.measures'), totals.items],
    [t('inspections.report.itemsDone'), totals.items_done],
    [t('inspections.rules'), totals.rules],
    [t('inspections.checks'), totals.checks],
  ]
  return (
    <>
      <dl className="counts">
        {counted
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{number(value ?? 0)}</dd>
            </div>
          ))}
      </dl>
      <p className="small quiet" role="status">
        {t('inspections.report.shown', {
          shown: number(preview.totals.findings),
          all: number(preview.in_ledger),
          out: number(preview.left_out_total),
        })}
      </p>
    </>
  )
}

function Warnings({ preview }: { preview: Preview }) {
  const { t, i18n } = useTranslation()
  if (preview.warnings.length === 0) return null
  const english = i18n.language === 'en-US'
  return (
    <div className="notice warn">
      <strong>{t('inspections.report.warnings')}</strong>
      <ul>
        {preview.warnings.map((one) => (
          <li key={one.code}>
            {english ? t(`inspections.report.warning.${one.code}`, { count: one.count }) : one.message}
            {one.findings.length > 0 && (
              <details>
                <summary className="small">{t('inspections.report.which')}</summary>
                <Findings findings={one.findings} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function LeftOut({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (preview.left_out_total === 0) return null
  return (
    <details className="panel">
      <summary>{t('inspections.report.leftOut', { total: number(preview.left_out_total) })}</summary>
      <ul className="plain lines">
        {preview.left_out.map((one) => (
          <li key={one.id}>
            <FindingLink id={one.id} code={one.code} />
            <span className="chip warn">{label('outside', one.reason)}</span>
            <span className="wrap-anywhere">{one.problem}</span>
            {one.note && <span className="small quiet">{one.note}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Findings({ findings }: { findings: Preview['warnings'][number]['findings'] }) {
  return (
    <ul className="plain">
      {findings.map((one) => (
        <li key={one.id}>
          <FindingLink id={one.id} code={one.code} /> <span className="wrap-anywhere">{one.problem}</span>
        </li>
      ))}
    </ul>
  )
}

function FindingLink({ id, code }: { id: number; code: string }) {
  return (
    <Link to="/findings/$findingId" params={{ findingId: String(id) }}>
      {code}
    </Link>
  )
}

function Text({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  return (
    <section
      className="paper"
      aria-label={t('inspections.report.text')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      {preview.paragraphs.map((one, place) => (
        <p key={place} className={`paper-${one.kind}`}>
          {one.label && <b>{one.label}</b>}
          {one.text}
        </p>
      ))}
      {preview.paragraphs_are_capped && <p className="small quiet">{t('inspections.report.capped')}</p>}
    </section>
  )
}
