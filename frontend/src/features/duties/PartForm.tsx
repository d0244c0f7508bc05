import { Button, Input, InputNumber } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { number } from '@/i18n/format'
import { Field } from '@/ui/fields'
import { Lit } from '@/ui/Likeness'
import type { AlikeText } from '@/ui/likeness'
import {
  type Content,
  isChanged,
  type Lack,
  numberOf,
  partOf,
  withNumber,
  withReason,
  withText,
} from './content'
import type { DutyField, DutyPart } from './types'

interface Props {
  part: DutyPart
  content: Content
  /** What is lacking, once somebody wanted to send it. */
  lacks: readonly Lack[]
  /** A paper stands in place of the words. */
  byFile: boolean
  /** What of the words stood elsewhere when they were to be sent. */
  alike: readonly AlikeText[]
  onChange: (content: Content) => void
  /** Opens the rows behind a number. */
  onRows: (field: DutyField) => void
}

/** One part of a report: its numbers, filled from the ledger, and its prose. */
export function PartForm({ part, content, lacks, byFile, alike, onChange, onRows }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const hasNumbers = part.fields.length > 0
  const lacking = (what: Lack['what'], field?: string) =>
    lacks.some((lack) => lack.part === part.code && lack.what === what && lack.field === field)
  return (
    <section className="panel" aria-labelledby={hasNumbers ? id : undefined}>
      {hasNumbers && <h2 id={id}>{part.title}</h2>}
      {part.fields.map((field) => (
        <NumberField
          key={field.code}
          part={part.code}
          field={field}
          content={content}
          lacksNumber={lacking('number', field.code)}
          lacksReason={lacking('reason', field.code)}
          onChange={onChange}
          onRows={() => onRows(field)}
        />
      ))}
      {alike.map((one) => (
        <details key={one.pointer} className="notice warn" open>
          <summary>{t('duties.form.alike')}</summary>
          <Lit text={one.text} passages={one.passages} />
        </details>
      ))}
      <Field
        label={hasNumbers ? t('duties.form.prose') : part.title}
        required={part.required && !byFile}
        fault={lacking('text') ? t('duties.form.needText') : undefined}
      >
        {(control, described, invalid) => (
          <Input.TextArea
            id={control}
            aria-describedby={described}
            aria-invalid={invalid}
            aria-required={part.required && !byFile}
            autoSize={{ minRows: 4, maxRows: 16 }}
            maxLength={20_000}
            value={partOf(content, part.code).text}
            onChange={(event) => onChange(withText(content, part.code, event.target.value))}
          />
        )}
      </Field>
    </section>
  )
}

interface NumberProps {
  part: string
  field: DutyField
  content: Content
  lacksNumber: boolean
  lacksReason: boolean
  onChange: (content: Content) => void
  onRows: () => void
}

/** A number with where it comes from; one that differs from the ledger says why. */
function NumberField(props: NumberProps) {
  const { t } = useTranslation()
  const { part, field, content, onChange } = props
  const changed = isChanged(content, part, field)
  const { ledger } = field
  return (
    <div className="dutynumber">
      <div className="row">
        <Field
          label={field.unit ? t('duties.form.inUnit', { label: field.label, unit: field.unit }) : field.label}
          fault={props.lacksNumber ? t('duties.form.needNumber') : undefined}
        >
          {(id, described, invalid) => (
            <InputNumber<number>
              id={id}
              aria-describedby={described}
              aria-invalid={invalid}
              min={0}
              max={1e12}
              inputMode="decimal"
              value={numberOf(content, part, field)}
              onChange={(value) => onChange(withNumber(content, part, field, value))}
            />
          )}
        </Field>
        <span className="grow small quiet">
          {ledger === null ? (
            t('duties.form.ownNumber')
          ) : (
            <button
              type="button"
              className="link source"
              aria-label={t('duties.form.rowsOf', { label: field.label, count: ledger })}
              onClick={props.onRows}
            >
              {t('duties.form.source', { number: number(ledger) })}
            </button>
          )}
        </span>
      </div>
      {changed && (
        <>
          <Field
            label={t('duties.form.why', { label: field.label })}
            required
            fault={props.lacksReason ? t('duties.form.needReason') : undefined}
          >
            {(id, described, invalid) => (
              <Input
                id={id}
                aria-describedby={described}
                aria-invalid={invalid}
                maxLength={500}
                value={partOf(content, part).reasons[field.code] ?? ''}
                onChange={(event) => onChange(withReason(content, part, field.code, event.target.value))}
              />
            )}
          </Field>
          <Button
            size="small"
            style={{ marginTop: 6 }}
            onClick={() => onChange(withNumber(content, part, field, ledger))}
          >
            {t('duties.form.back')}
          </Button>
        </>
      )}
    </div>
  )
}
