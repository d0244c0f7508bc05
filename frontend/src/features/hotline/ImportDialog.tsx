import { Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { kindOf } from '@/api/problem'
import { useLabels } from '@/api/queries'
import { upload } from '@/api/upload'
import { number } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { FileField } from './FileField'
import { ACTIONS, countOf, rowsOf, taken } from './rows'
import { SourceSelect } from './SourceSelect'
import type { Preview, PreviewRow, RowAction } from './types'

/** A list of orders: what each row would do, what is wrong with it, and only then the taking. */
export function ImportDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const status = useRef<HTMLHeadingElement>(null)
  const [source, setSource] = useState<string>()
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [only, setOnly] = useState<RowAction>()
  const [percent, setPercent] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)

  async function look(of: string, chosen: File): Promise<void> {
    setError(null)
    setFile(chosen)
    setPercent(0)
    try {
      const fields = { source: of, file: chosen }
      const seen = await upload<Preview>('/api/v1/hotline-orders/import-preview', fields, setPercent)
      setPreview(seen)
      setOnly(seen.totals.errors > 0 ? 'error' : undefined)
      requestAnimationFrame(() => status.current?.focus())
    } catch (refused) {
      setPreview(null)
      setError(refused)
    } finally {
      setPercent(null)
    }
  }

  async function take(): Promise<void> {
    if (!source || !file || !preview) return
    setError(null)
    setPercent(0)
    try {
      const fields = { source, file, plan_digest: preview.plan_digest }
      await upload<unknown>('/api/v1/hotline-orders/import', fields, setPercent)
      announce.good(t('hotline.import.done', { count: taken(preview.totals) }))
      onDone()
    } catch (refused) {
      // Orders came in between the look and the taking: look again, and say so.
      if (kindOf(refused) === 'conflict') await look(source, file)
      setError(refused)
    } finally {
      setPercent(null)
    }
  }

  return (
    <Modal
      open
      title={t('hotline.import.title')}
      width={980}
      onCancel={onClose}
      okText={t('hotline.import.take')}
      okButtonProps={{ disabled: !preview || taken(preview.totals) === 0, loading: percent !== null }}
      onOk={() => void take()}
    >
      <div className="stack">
        <p className="quiet">{t('hotline.import.what')}</p>
        <ProblemNotice error={error} subject={file?.name} />
        <div style={{ maxWidth: 320 }}>
          <SourceSelect
            value={source}
            required
            onChange={(chosen) => {
              setSource(chosen)
              if (chosen && file) void look(chosen, file)
            }}
          />
        </div>
        <FileField
          file={file}
          percent={percent}
          disabled={!source}
          onFile={(chosen) => source && void look(source, chosen)}
        />
        {preview && (
          <>
            <h3 ref={status} tabIndex={-1}>
              {t('hotline.import.summary', {
                rows: preview.totals.rows,
                taken: taken(preview.totals),
                errors: preview.totals.errors,
              })}
            </h3>
            {preview.ignored_columns.length > 0 && (
              <p className="small">
                {t('hotline.import.ignored', { columns: preview.ignored_columns.join(t('hotline.comma')) })}
              </p>
            )}
            <Totals totals={preview.totals} only={only} onOnly={setOnly} />
            <Rows rows={rowsOf(preview.rows, only)} />
          </>
        )}
      </div>
    </Modal>
  )
}

interface TotalsProps {
  totals: Preview['totals']
  only: RowAction | undefined
  onOnly: (only: RowAction | undefined) => void
}

function Totals({ totals, only, onOnly }: TotalsProps) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <fieldset className="lightpick bare">
      <legend className="sr">{t('hotline.import.filter')}</legend>
      <button type="button" aria-pressed={only === undefined} onClick={() => onOnly(undefined)}>
        {t('common.all')} {number(totals.rows)}
      </button>
      {ACTIONS.filter((action) => countOf(totals, action) > 0).map((action) => (
        <button
          key={action}
          type="button"
          aria-pressed={only === action}
          onClick={() => onOnly(only === action ? undefined : action)}
        >
          {label('hotline_row_action', action)} {number(countOf(totals, action))}
        </button>
      ))}
    </fieldset>
  )
}

const TONES: Record<string, string> = { error: 'bad', register: 'good', redo: 'blue', repeat: 'warn' }

function Rows({ rows }: { rows: PreviewRow[] }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <section
      className="previewbox"
      aria-label={t('hotline.import.rows')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <table className="preview">
        <caption className="sr">{t('hotline.import.rows')}</caption>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('hotline.import.row')}
            </th>
            <th scope="col">{t('hotline.number')}</th>
            <th scope="col">{t('hotline.import.does')}</th>
            <th scope="col">{t('hotline.what')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td className="num">{row.row}</td>
              <td>
                {row.external_no}
                {row.round !== null && row.round > 1 && ` · ${t('hotline.round', { round: row.round })}`}
              </td>
              <td>
                <span className={`chip ${TONES[row.action] ?? ''}`}>
                  {label('hotline_row_action', row.action)}
                </span>
              </td>
              <td>
                {row.title}
                <ul className="plain">
                  {row.errors.map((fault) => (
                    <li key={`${fault.column}-${fault.message}`} className="fault">
                      {fault.column
                        ? t('hotline.import.fault', { column: fault.column, message: fault.message })
                        : fault.message}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
