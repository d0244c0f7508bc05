import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { askAgain, useWorkCalendar, type WorkCalendar } from './api'
import { CalendarDialog } from './CalendarDialog'
import { weeksOf, writeDays } from './calendarText'

interface Props {
  year: number | undefined
  onYear: (year: number) => void
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)

/** A year of days worked and off; a year that was not announced is asked for, never guessed. */
export function WorkCalendarPage({ year: chosen, onYear }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [editing, setEditing] = useState(false)
  const year = chosen ?? Number(today().slice(0, 4))
  const found = useWorkCalendar(year)
  const calendar = found.data
  return (
    <>
      <PageHead title={t('workCalendar.title')}>
        <Button onClick={() => onYear(year - 1)} disabled={year <= 2004}>
          {t('workCalendar.before')}
        </Button>
        <strong role="status" className="middle">
          {t('workCalendar.year', { year })}
        </strong>
        <Button onClick={() => onYear(year + 1)} disabled={year >= 2190}>
          {t('workCalendar.after')}
        </Button>
        {calendar?.may_edit && (
          <Button type={calendar.announced ? 'default' : 'primary'} onClick={() => setEditing(true)}>
            {t(calendar.announced ? 'workCalendar.correct' : 'workCalendar.edit')}
          </Button>
        )}
      </PageHead>
      <p className="quiet" style={{ marginBottom: 12 }}>
        {t('workCalendar.what')}
      </p>
      <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      {!calendar && !found.error && <Loading />}
      {calendar && <Year calendar={calendar} />}
      {editing && calendar && (
        <CalendarDialog
          calendar={calendar}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false)
            announce.good(t('workCalendar.saved', { year }))
            askAgain()
          }}
        />
      )}
    </>
  )
}

function Year({ calendar }: { calendar: WorkCalendar }) {
  const { t } = useTranslation()
  const { year } = calendar
  const words = { rest: t('workCalendar.rest'), work: t('workCalendar.work') }
  if (!calendar.announced)
    return (
      <div className="notice warn">
        <strong>{t('workCalendar.notYet', { year })}</strong>
        <p>
          {t('workCalendar.notYetWhat', { year })}
          {!calendar.may_edit && t('workCalendar.whoEnters')}
        </p>
      </div>
    )
  return (
    <>
      {calendar.document && (
        <p className="small quiet">{t('workCalendar.basis', { document: calendar.document })}</p>
      )}
      <p className="calendarlegend small">
        <span className="calendarday off">{t('workCalendar.rest')}</span> {t('workCalendar.restDay')}
        <span className="calendarday on">{t('workCalendar.work')}</span> {t('workCalendar.workDay')}
        <span className="calendarday weekend">6</span> {t('workCalendar.weekend')}
      </p>
      <div className="calendaryear">
        {MONTHS.map((month) => (
          <Month key={month} calendar={calendar} month={month} />
        ))}
      </div>
      <section className="panel" aria-labelledby="days-title">
        <h2 id="days-title">{t('workCalendar.list')}</h2>
        <ul className="plain">
          {writeDays(calendar.days, words)
            .split('\n')
            .map((line) => (
              <li key={line}>{line}</li>
            ))}
        </ul>
      </section>
    </>
  )
}

function Month({ calendar, month }: { calendar: WorkCalendar; month: number }) {
  const { t } = useTranslation()
  const named = new Map(calendar.days.map((one) => [one.day, one]))
  const now = today()
  return (
    <table className="calendarmonth">
      <caption>{t('workCalendar.month', { month })}</caption>
      <thead>
        <tr>
          {[...t('workCalendar.weekdays')].map((name, index) => (
            <th key={index} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(calendar.year, month).map((week, row) => (
          <tr key={row}>
            {week.map((cell, place) => {
              if (!cell) return <td key={place} />
              const one = named.get(cell.day)
              const look = one ? (one.is_workday ? 'on' : 'off') : place > 4 ? 'weekend' : ''
              return (
                <td key={cell.day}>
                  <span
                    className={`calendarday ${look}`}
                    title={one?.note}
                    aria-current={cell.day === now ? 'date' : undefined}
                  >
                    {cell.number}
                    {one && <i>{t(one.is_workday ? 'workCalendar.work' : 'workCalendar.rest')}</i>}
                  </span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
