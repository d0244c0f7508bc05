import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultsOf } from '@/api/problem'
import { useLabels } from '@/api/queries'
import { upload } from '@/api/upload'
import { number, today } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { DateField, Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { FileField } from './FileField'
import { agree } from './rows'
import { SourceSelect } from './SourceSelect'
import type { Reconciliation } from './types'

/** Their list against ours: what only one side has, and what both have but see differently. Changes nothing. */
export function Reconcile() {
  const { t } = useTranslation()
  const [source, setSource] = useState<string>()
  const [first, setFirst] = useState<string | null>(`${today().slice(0, 8)}01`)
  const [last, setLast] = useState<string | null>(today())
  const [file, setFile] = useState<File | null>(null)
  const [percent, setPercent] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [result, setResult] = useState<Reconciliation | null>(null)

  async function compare(chosen: File): Promise<void> {
    if (!source || !first || !last) return
    setFile(chosen)
    setError(null)
    setResult(null)
    setPercent(0)
    try {
      const fields = { source, first_day: first, last_day: last, file: chosen }
      setResult(await upload<Reconciliation>('/api/v1/hotline-orders/reconcile-file', fields, setPercent))
    } catch (refused) {
      setError(refused)
    } finally {
      setPercent(null)
    }
  }

  const faults = faultsOf(error)
  return (
    <>
      <section className="panel stack" aria-labelledby="reconcile-title">
        <h2 id="reconcile-title">{t('hotline.tab.reconcile')}</h2>
        <p className="small quiet">{t('hotline.reconcile.what')}</p>
        <ProblemNotice error={error} subject={file?.name} />
        <div className="formgrid">
          <SourceSelect value={source} onChange={setSource} fault={faults.source} required />
          <Field label={t('hotline.from')} fault={faults.first_day} required>
            {(id) => <DateField id={id} value={first} onChange={setFirst} />}
          </Field>
          <Field label={t('hotline.to')} fault={faults.last_day} required>
            {(id) => <DateField id={id} value={last} onChange={setLast} />}
          </Field>
        </div>
        <FileField
          file={file}
          percent={percent}
          disabled={!source || !first || !last}
          onFile={(chosen) => void compare(chosen)}
        />
      </section>
      {result && <Result result={result} />}
    </>
  )
}

function Result({ result }: { result: Reconciliation }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const { totals } = result
  const status = (code: string | null | undefined) => (code ? label('hotline_status', code) : '—')
  const figures = [
    ['theirs', totals.theirs],
    ['ours', totals.ours],
    ['same', totals.same],
    ['missing_here', totals.missing_here],
    ['missing_there', totals.missing_there],
    ['differing', totals.differing],
    ['repeated', totals.repeated],
    ['unreadable', totals.unreadable],
  ] as const
  return (
    <section aria-labelledby="result-title" aria-live="polite">
      <h2 id="result-title" style={{ marginBottom: 8 }}>
        {t(agree(totals) ? 'hotline.reconcile.agree' : 'hotline.reconcile.disagree')}
      </h2>
      <div className="figures">
        {figures.map(([key, count]) => (
          <div key={key} className="figure">
            {t(`hotline.reconcile.${key}`)}
            <b>{number(count)}</b>
          </div>
        ))}
      </div>
      <Rows
        title={t('hotline.reconcile.missing_here')}
        heads={[t('hotline.number'), t('hotline.roundHead'), t('hotline.reconcile.theirStatus')]}
        rows={result.missing_here.map((one) => [one.external_no, one.round, status(one.status)])}
      />
      <Rows
        title={t('hotline.reconcile.missing_there')}
        heads={[t('hotline.number'), t('hotline.roundHead'), t('hotline.complaint'), t('hotline.status')]}
        rows={result.missing_there.map((one) => [
          one.external_no,
          one.round,
          one.complaint_number,
          status(one.status),
        ])}
      />
      <Rows
        title={t('hotline.reconcile.differing')}
        heads={[
          t('hotline.number'),
          t('hotline.roundHead'),
          t('hotline.complaint'),
          t('hotline.reconcile.theirStatus'),
          t('hotline.reconcile.ourStatus'),
        ]}
        rows={result.differing.map((one) => [
          one.external_no,
          one.round,
          one.complaint_number,
          status(one.theirs),
          status(one.ours),
        ])}
      />
      <Rows
        title={t('hotline.reconcile.unreadable')}
        heads={[t('hotline.import.row'), t('hotline.reconcile.why')]}
        rows={result.unreadable.map((one) => [one.row, one.message])}
      />
    </section>
  )
}

interface Line {
  id: number
  cells: ReactNode[]
}

/** One kind of difference; nothing of it, nothing shown. */
function Rows({ title, heads, rows }: { title: string; heads: string[]; rows: ReactNode[][] }) {
  if (rows.length === 0) return null
  const lines: Line[] = rows.map((cells, id) => ({ id, cells }))
  return (
    <section className="panel stack" aria-label={title}>
      <h3>{title}</h3>
      <DenseTable
        caption={title}
        columns={heads.map(
          (head, place): Column<Line> => ({
            key: head,
            title: head,
            width: 180,
            render: ({ cells }) => cells[place],
          }),
        )}
        rows={lines}
        idOf={(line) => line.id}
        height="46vh"
      />
    </section>
  )
}
