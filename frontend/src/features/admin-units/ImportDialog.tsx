import { Button, Modal, Progress } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '@/api/upload'
import { number } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { isConflict } from './conflict'
import { TemplateButton } from './Exports'
import { ACTIONS, type Action, applicable, type Preview, type PreviewRow, rowsOf } from './importing'

const DRAWN = 300

/** A file of units: what each row would do, what is wrong with it, and only then the doing. */
export function ImportDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const id = useId()
  const status = useRef<HTMLHeadingElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [only, setOnly] = useState<Action>()
  const [percent, setPercent] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)

  async function look(chosen: File): Promise<void> {
    setError(null)
    setFile(chosen)
    setPercent(0)
    try {
      const seen = await upload<Preview>('/api/v1/units/import-preview', { file: chosen }, setPercent)
      setPreview(seen)
      setOnly(seen.totals.error > 0 ? 'error' : undefined)
      requestAnimationFrame(() => status.current?.focus())
    } catch (refused) {
      setPreview(null)
      setError(refused)
    } finally {
      setPercent(null)
    }
  }

  async function apply(): Promise<void> {
    if (!file || !preview) return
    setError(null)
    setPercent(0)
    try {
      const fields = { file, plan_digest: preview.plan_digest }
      await upload<unknown>('/api/v1/units/import', fields, setPercent)
      const { create, update, move } = preview.totals
      announce.good(t('units.import.done', { created: create, changed: update, moved: move }))
      onDone()
    } catch (refused) {
      // The tree changed between the look and the doing: look again, and say so.
      if (isConflict(refused)) await look(file)
      setError(refused)
    } finally {
      setPercent(null)
    }
  }

  const busy = percent !== null
  return (
    <Modal
      open
      title={t('units.import.title')}
      width={980}
      onCancel={onClose}
      okText={t('units.import.apply')}
      okButtonProps={{ disabled: !preview || !applicable(preview.totals), loading: busy }}
      onOk={() => void apply()}
    >
      <div className="stack">
        <p className="quiet">{t('units.import.what')}</p>
        <ProblemNotice error={error} subject={file?.name} />
        <div className="row">
          <input
            id={id}
            className="sr"
            type="file"
            accept=".xlsx,.csv"
            aria-label={t('units.import.choose')}
            disabled={busy}
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              event.target.value = ''
              if (chosen) void look(chosen)
            }}
          />
          <label htmlFor={id} className="for-file filebutton">
            {file ? t('units.import.another') : t('units.import.choose')}
          </label>
          <span className="wrap-anywhere">{file?.name}</span>
          {busy && <Progress percent={percent ?? 0} size="small" style={{ width: 160 }} />}
          <TemplateButton />
        </div>
        {preview && (
          <>
            <h3 ref={status} tabIndex={-1}>
              <Summary preview={preview} />
            </h3>
            {preview.ignored_columns.length > 0 && (
              <p className="small">
                {t('units.import.ignored', { columns: preview.ignored_columns.join(t('units.separator')) })}
              </p>
            )}
            <Totals totals={preview.totals} only={only} onOnly={setOnly} />
            {preview.rows_are_capped && <p className="small">{t('units.import.capped')}</p>}
            <Rows rows={rowsOf(preview.rows, only)} />
          </>
        )}
      </div>
    </Modal>
  )
}

function Summary({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  const { rows: all, error } = preview.totals
  if (all === 0) return t('units.import.headOnly')
  if (error > 0) return t('units.import.wrong', { all, count: error })
  return applicable(preview.totals) ? t('units.import.right', { all }) : t('units.import.nothing', { all })
}

function Totals(props: {
  totals: Preview['totals']
  only: Action | undefined
  onOnly: (only: Action | undefined) => void
}) {
  const { t } = useTranslation()
  return (
    <fieldset className="lightpick bare">
      <legend className="sr">{t('units.import.filter')}</legend>
      <button type="button" aria-pressed={props.only === undefined} onClick={() => props.onOnly(undefined)}>
        {t('common.all')} {number(props.totals.rows)}
      </button>
      {ACTIONS.filter((action) => props.totals[action] > 0).map((action) => (
        <button
          key={action}
          type="button"
          aria-pressed={props.only === action}
          onClick={() => props.onOnly(props.only === action ? undefined : action)}
        >
          {t(`units.import.action.${action}`)} {number(props.totals[action])}
        </button>
      ))}
    </fieldset>
  )
}

const TONES: Record<string, string> = { error: 'bad', create: 'good', update: 'blue', move: 'warn' }

function Rows({ rows }: { rows: PreviewRow[] }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, DRAWN)
  return (
    <section
      className="previewbox"
      aria-label={t('units.import.rows')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
    >
      <table className="preview">
        <caption className="sr">{t('units.import.rows')}</caption>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('units.import.row')}
            </th>
            <th scope="col">{t('units.fact.code')}</th>
            <th scope="col">{t('units.fact.name')}</th>
            <th scope="col">{t('units.import.does')}</th>
            <th scope="col">{t('units.import.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.row}>
              <td className="num">{row.row}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{row.code}</td>
              <td className="name">{row.name}</td>
              <td>
                <span className={`chip ${TONES[row.action] ?? ''}`}>
                  {t(`units.import.action.${row.action}`)}
                </span>
              </td>
              <td>
                <ul className="plain">
                  {row.errors.map((fault) => (
                    <li key={`${fault.column}-${fault.message}`} className="fault">
                      {fault.column
                        ? t('units.import.fault', { column: fault.column, message: fault.message })
                        : fault.message}
                    </li>
                  ))}
                  {row.action !== 'error' &&
                    row.changes.map((change) => (
                      <li key={change.field}>
                        {row.action === 'create'
                          ? t('units.import.fault', { column: change.label, message: change.new ?? '' })
                          : t('units.import.change', {
                              field: change.label,
                              old: change.old || t('units.import.empty'),
                              new: change.new || t('units.import.empty'),
                            })}
                      </li>
                    ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('units.import.showAll', { count: rows.length })}
        </Button>
      )}
    </section>
  )
}
