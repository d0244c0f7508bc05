import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { moment, today } from '@/i18n/format'
import { DateField, Field } from '@/ui/fields'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useSubmit } from '@/ui/useSubmit'
import type { Deadline, DeadlineAsked, TimeTerms } from './api'

/** When something is due that began on a day, and how that was counted: for a person to check. */
export function Calculator({ code, terms }: { code: string; terms: TimeTerms }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const inHours = terms.period?.unit === 'hour'
  const [start, setStart] = useState<string | null>(today())
  const [startAt, setStartAt] = useState('')
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [longer, setLonger] = useState<number | null>(null)
  const [counted, setCounted] = useState<Deadline | null>(null)
  const asked = (): DeadlineAsked => ({
    ...(inHours ? { start_at: `${startAt}:00+08:00` } : { start: start ?? '' }),
    suspensions: from && to ? [{ first_day: from, last_day: to, why: '' }] : [],
    ...(longer && terms.extension ? { extension: { quantity: longer, unit: terms.extension.unit } } : {}),
  })
  const submission = useSubmit({
    run: () =>
      call(client.POST('/api/v1/time-limits/{code}/deadline', { params: { path: { code } }, body: asked() })),
    onDone: setCounted,
  })
  return (
    <section className="panel stack" aria-labelledby="count-title">
      <h2 id="count-title">{t('timeLimits.count')}</h2>
      <div className="formgrid" ref={submission.fields}>
        {inHours ? (
          <Field label={t('timeLimits.startAt')} fault={submission.faults.start_at} required>
            {(id) => (
              <input
                id={id}
                className="plainfield"
                type="datetime-local"
                value={startAt}
                onChange={(event) => setStartAt(event.target.value)}
              />
            )}
          </Field>
        ) : (
          <Field label={t('timeLimits.start')} fault={submission.faults.start} required>
            {(id) => <DateField id={id} value={start} onChange={setStart} />}
          </Field>
        )}
        {terms.suspends && !inHours && (
          <>
            <Field label={t('timeLimits.suspendedFrom')} fault={submission.faults.suspensions}>
              {(id) => <DateField id={id} value={from} onChange={setFrom} />}
            </Field>
            <Field label={t('timeLimits.suspendedTo')}>
              {(id) => <DateField id={id} value={to} onChange={setTo} />}
            </Field>
          </>
        )}
        {terms.extension && (
          <Field
            label={`${t('timeLimits.extended')}(${label('time_unit', terms.extension.unit)})`}
            fault={submission.faults.extension}
          >
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={terms.extension?.quantity ?? 1}
                precision={0}
                style={{ width: '100%' }}
                value={longer}
                onChange={setLonger}
              />
            )}
          </Field>
        )}
      </div>
      <div>
        <Button
          type="primary"
          loading={submission.busy}
          disabled={inHours ? !startAt : !start}
          onClick={submission.send}
        >
          {t('timeLimits.reckon')}
        </Button>
      </div>
      <ProblemNotice error={submission.error} />
      {counted && !submission.error && <Answer counted={counted} />}
    </section>
  )
}

function Answer({ counted }: { counted: Deadline }) {
  const { t } = useTranslation()
  return (
    <div className="stack" role="status">
      <p>
        <strong>{t('timeLimits.dueOn', { day: counted.last_day })}</strong>
        {' · '}
        {t('timeLimits.firstLate', { moment: moment(counted.first_late) })}
      </p>
      {counted.cautions.map((caution) => (
        <p key={caution} className="notice warn">
          {caution}
        </p>
      ))}
      {counted.warnings.length > 0 && (
        <p className="small quiet">{t('timeLimits.warnOn', { days: counted.warnings.join('、') })}</p>
      )}
      <h3>{t('timeLimits.steps')}</h3>
      <ol>
        {counted.steps.map((step) => (
          <li key={step.text}>{step.text}</li>
        ))}
      </ol>
    </div>
  )
}
