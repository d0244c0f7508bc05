import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { EditDialog } from '@/ui/EditDialog'
import { Field } from '@/ui/fields'
import { useSubmit } from '@/ui/useSubmit'
import { askAgain, type WorkCalendar } from './api'
import { parseDays, writeDays } from './calendarText'

interface Props {
  calendar: WorkCalendar
  onClose: () => void
  onDone: () => void
}

/** The announcement of a year, copied line by line. What the program knows itself need not be entered again. */
export function CalendarDialog({ calendar, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { year } = calendar
  const words = { rest: t('workCalendar.rest'), work: t('workCalendar.work') }
  const before = writeDays(
    calendar.days.filter((one) => one.entered),
    words,
  )
  const [document, setDocument] = useState(calendar.document)
  const [text, setText] = useState(before)
  const { days, badLines } = parseDays(text, words)
  const submission = useSubmit({
    run: () =>
      call(
        client.PUT('/api/v1/work-calendar/{year}', {
          params: { path: { year }, header: { 'if-match': `"v${calendar.version}"` } },
          body: { document: document.trim(), days },
        }),
      ),
    onDone,
    onReload: () => {
      askAgain()
      onClose()
    },
    typed: () => text,
  })
  const bad = badLines[0]
  const rest = days.filter((one) => !one.is_workday).length
  return (
    <EditDialog
      title={t('workCalendar.dialogTitle', { year })}
      submission={submission}
      dirty={text !== before || document !== calendar.document}
      disabled={!document.trim() || bad !== undefined}
      onClose={onClose}
    >
      <p className="quiet" style={{ whiteSpace: 'pre-line' }}>
        {t('workCalendar.dialogWhat', { year })}
      </p>
      <Field label={t('workCalendar.document')} fault={submission.faults.document} required>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            value={document}
            onChange={(event) => setDocument(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('workCalendar.days')}
        help={t('workCalendar.parsed', { rest, work: days.length - rest })}
        fault={
          bad === undefined
            ? (submission.faults.days ?? submission.faults.day)
            : t('workCalendar.badLine', { line: bad })
        }
      >
        {(id, described, invalid) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            rows={12}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </EditDialog>
  )
}
