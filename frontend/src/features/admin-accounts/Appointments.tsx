import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels, useMay, useMe } from '@/api/queries'
import { today } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ConfirmDanger } from '@/ui/ConfirmDanger'
import { DateField, Field } from '@/ui/fields'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { AppointDialog } from './AppointDialog'
import { type Account, type Appointment, accountsChanged, useAppointments } from './accounts'
import { byPhase, type Phase } from './appointing'

const PHASES: Phase[] = ['now', 'future', 'past']

/** Who somebody is by appointment: now, from a day to come, and before. */
export function Appointments({ account }: { account: Account }) {
  const { t } = useTranslation()
  const may = useMay()
  const own = useMe().data?.id === account.id
  const [appointing, setAppointing] = useState(false)
  const manages = may('account.manage')
  const list = useAppointments(account.id, manages)
  const phases = byPhase(list.data ?? [], today())
  if (!manages)
    return (
      <section className="panel" aria-labelledby="appointments-title">
        <h2 id="appointments-title">{t('accounts.appointments')}</h2>
        <p className="quiet">{t('accounts.appointmentsElsewhere')}</p>
      </section>
    )
  const open = !own && account.active
  return (
    <section className="panel" aria-labelledby="appointments-title">
      <div className="headrow">
        <h2 id="appointments-title">{t('accounts.appointments')}</h2>
        <div className="side">
          {open && <Button onClick={() => setAppointing(true)}>{t('accounts.appoint.button')}</Button>}
        </div>
      </div>
      {own && <p className="quiet">{t('accounts.notOneself')}</p>}
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {list.data?.length === 0 && <p className="quiet">{t('accounts.noAppointments')}</p>}
      {PHASES.filter((phase) => phases[phase].length > 0).map((phase) => (
        <div key={phase} style={{ marginTop: 8 }}>
          <h3>{t(`accounts.phase.${phase}`)}</h3>
          <ul className="plain lines">
            {phases[phase].map((appointment) => (
              <Line key={appointment.id} appointment={appointment} phase={phase} may={!own} />
            ))}
          </ul>
        </div>
      ))}
      {appointing && (
        <AppointDialog
          account={account}
          held={[...phases.now, ...phases.future].map(({ role }) => role)}
          onClose={() => setAppointing(false)}
          onDone={() => {
            setAppointing(false)
            accountsChanged()
          }}
        />
      )}
    </section>
  )
}

function Line({ appointment, phase, may }: { appointment: Appointment; phase: Phase; may: boolean }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const announce = useAnnounce()
  const [act, setAct] = useState<'change' | 'end' | null>(null)
  const role = label('role', appointment.role)
  const names = { role, unit: appointment.unit_name, name: appointment.account_name }
  const done = (said: string) => () => {
    setAct(null)
    announce.good(said)
    accountsChanged()
  }
  return (
    <li className={phase === 'past' ? 'quiet' : undefined}>
      <span className="grow wrap-anywhere">
        <strong>{role}</strong> · {appointment.unit_name}
        <span className="small quiet block">
          {appointment.ends_on
            ? t('accounts.term', { from: appointment.starts_on, to: appointment.ends_on })
            : t('accounts.openTerm', { from: appointment.starts_on })}
        </span>
      </span>
      {may && phase !== 'past' && (
        <span className="row">
          <Button
            size="small"
            aria-label={`${t('accounts.changeEnd.button')} ${role}`}
            onClick={() => setAct('change')}
          >
            {t('accounts.changeEnd.button')}
          </Button>
          <Button
            size="small"
            danger
            aria-label={`${t('accounts.end.button')} ${role}`}
            onClick={() => setAct('end')}
          >
            {t('accounts.end.button')}
          </Button>
        </span>
      )}
      {act === 'change' && (
        <ChangeEnd
          appointment={appointment}
          title={t('accounts.changeEnd.title', names)}
          onClose={() => setAct(null)}
          onDone={done(t('accounts.changeEnd.done', names))}
        />
      )}
      {act === 'end' && (
        <ConfirmDanger
          title={t('accounts.end.title', names)}
          okText={t('accounts.end.action')}
          run={() =>
            call(
              client.DELETE('/api/v1/appointments/{appointment_id}', {
                params: { path: { appointment_id: appointment.id } },
              }),
            )
          }
          onDone={done(t('accounts.end.done', names))}
          onClose={() => setAct(null)}
        >
          {phase === 'future' ? t('accounts.end.whatFuture', names) : t('accounts.end.what', names)}
        </ConfirmDanger>
      )}
    </li>
  )
}

function ChangeEnd(props: {
  appointment: Appointment
  title: string
  onClose: () => void
  onDone: () => void
}) {
  const { t } = useTranslation()
  const { appointment } = props
  const [ends, setEnds] = useState(appointment.ends_on)
  const submission = useSubmit({
    run: () =>
      call(
        client.PATCH('/api/v1/appointments/{appointment_id}', {
          params: { path: { appointment_id: appointment.id } },
          body: { ends_on: ends },
        }),
      ),
    onDone: props.onDone,
  })
  const least = appointment.starts_on > today() ? appointment.starts_on : today()
  const early = ends !== null && ends < least
  return (
    <SubmitDialog
      title={props.title}
      okText={t('common.save')}
      submission={submission}
      disabled={early || ends === appointment.ends_on}
      onClose={props.onClose}
    >
      <Field
        label={t('accounts.endsOn')}
        help={t('accounts.endsOnHelp')}
        fault={early ? t('accounts.fault.early', { day: least }) : submission.faults.ends_on}
      >
        {(id) => <DateField id={id} value={ends} min={least} onChange={setEnds} />}
      </Field>
    </SubmitDialog>
  )
}
