import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { number } from '@/i18n/format'
import type { DutyField, DutyPart } from './types'

/** A part as it was written; every number beside the ledger's, with the rows behind it. */
export function PartRead({ part, onRows }: { part: DutyPart; onRows: (field: DutyField) => void }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{part.title}</h2>
      {part.fields.length > 0 && (
        <dl className="facts" style={{ marginBottom: 12 }}>
          {part.fields.map((field) => (
            <div key={field.code}>
              <dt>{field.label}</dt>
              <dd>
                <NumberRead field={field} onRows={() => onRows(field)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {part.text ? <p className="pre">{part.text}</p> : <p className="quiet">{t('duties.read.noText')}</p>}
    </section>
  )
}

function NumberRead({ field, onRows }: { field: DutyField; onRows: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{field.value === null ? '—' : number(field.value)}</strong>
      {field.unit}{' '}
      {field.ledger !== null && (
        <button
          type="button"
          className="link small"
          aria-label={t('duties.form.rowsOf', { label: field.label, count: field.ledger })}
          onClick={onRows}
        >
          {t('duties.form.source', { number: number(field.ledger) })}
        </button>
      )}
      {field.changed && (
        <p className="small">
          <span className="chip warn">{t('duties.form.changed')}</span> {field.reason}
        </p>
      )}
    </>
  )
}
