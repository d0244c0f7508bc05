import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels, useMay, useMe } from '@/api/queries'
import type { Today } from '@/api/types'
import { moment, number, today } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { FindingCards } from '@/ui/FindingCards'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ByUnit } from './ByUnit'
import { Campaigns } from './Campaigns'
import { Complaints } from './Complaints'
import { endOfWeek } from './week'

/** Who reads no findings begins where their own work is. */
const OWN = [
  ['event.read', '/trail'],
  ['unit.manage', '/admin/units'],
  ['account.manage', '/admin/accounts'],
] as const

export function TodayPage() {
  const { t } = useTranslation()
  const me = useMe()
  const may = useMay()
  const reads = may('finding.read')
  const hears = may('complaint.read')
  const board = useQuery({
    queryKey: ['today'],
    enabled: reads,
    queryFn: () => call(client.GET('/api/v1/today')),
  })
  const own = reads ? undefined : OWN.find(([permission]) => may(permission))
  if (me.data && own) return <Navigate to={own[1]} replace />
  return (
    <>
      <PageHead title={t('today.title')} extra={<span className="quiet">{today()}</span>} />
      {me.data && !reads && !hears && me.data.appointments.length > 0 && (
        <Empty title={t('today.noReading')}>{t('today.noReadingWhat')}</Empty>
      )}
      {me.data?.appointments.length === 0 && <Empty title={t('today.noRole')}>{t('today.noRoleWhat')}</Empty>}
      {reads && <Campaigns />}
      {hears && <Complaints />}
      <ProblemNotice error={board.error} onRetry={() => void board.refetch()} />
      {reads && board.isPending && <Loading />}
      {board.data && <Board board={board.data} />}
    </>
  )
}

/** As many of each list as fit one glance; the rest is one click away. */
const SHOWN = 3

type LedgerSearch = {
  light?: 'red'
  due_after?: string
  due_before?: string
  waiting_for_me?: true
  sort?: 'due_on'
}

function Board({ board }: { board: Today }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const now = today()
  const overdue: LedgerSearch = { light: 'red', sort: 'due_on' }
  const week: LedgerSearch = { due_after: now, due_before: endOfWeek(now), sort: 'due_on' }
  return (
    <>
      <div className="figures">
        <Figure name={t('today.overdue')} count={board.overdue.count} search={overdue} tone="red" />
        <Figure name={t('today.dueThisWeek')} count={board.due_this_week.count} search={week} tone="yellow" />
        <Figure
          name={t('today.waiting')}
          count={board.waiting_for_me.count}
          search={{ waiting_for_me: true }}
        />
        <a className="figure" href="#urged">
          {t('today.urged')}
          <b>{number(board.urged.count)}</b>
        </a>
      </div>
      <div className="twocol">
        <section className="panel" aria-labelledby="waiting">
          <h2 id="waiting">{t('today.waiting')}</h2>
          {board.waiting_for_me.groups.length === 0 && (
            <Empty title={t('today.nothingWaiting')}>{t('today.nothingWhat')}</Empty>
          )}
          {board.waiting_for_me.groups.map((group) => (
            <div key={group.kind} style={{ marginBottom: 16 }}>
              <h3 style={{ marginBottom: 6 }}>
                {label('waiting', group.kind)} <span className="chip blue">{number(group.count)}</span>
              </h3>
              <FindingCards lines={group.items.slice(0, SHOWN)} label={label('waiting', group.kind)} />
              {group.count > SHOWN && (
                <Link to="/findings" search={{ waiting: group.kind }}>
                  {t('today.seeAll', { count: group.count })}
                </Link>
              )}
            </div>
          ))}
        </section>
        <div>
          <Urged urged={board.urged} />
          <Short
            name={t('today.overdue')}
            none={t('today.nothingOverdue')}
            list={board.overdue}
            search={overdue}
          />
          <Short
            name={t('today.dueThisWeek')}
            none={t('today.nothingDue')}
            list={board.due_this_week}
            search={week}
          />
        </div>
      </div>
      <ByUnit rows={board.by_unit} />
    </>
  )
}

function Figure(props: { name: string; count: number; search: LedgerSearch; tone?: 'red' | 'yellow' }) {
  const { t } = useTranslation()
  const tone = props.count > 0 ? (props.tone ?? '') : ''
  return (
    <Link
      to="/findings"
      search={props.search}
      className={`figure ${tone}`}
      aria-label={t('today.openList', { name: props.name, count: props.count })}
    >
      {props.name}
      <b>{number(props.count)}</b>
    </Link>
  )
}

function Short(props: { name: string; none: string; list: Today['overdue']; search: LedgerSearch }) {
  const { t } = useTranslation()
  const shown = props.list.items.slice(0, SHOWN)
  return (
    <section className="panel">
      <h2>{props.name}</h2>
      {shown.length === 0 ? (
        <p className="quiet">{props.none}</p>
      ) : (
        <FindingCards lines={shown} label={props.name} />
      )}
      {props.list.count > shown.length && (
        <p style={{ marginTop: 8 }}>
          <Link to="/findings" search={props.search}>
            {t('today.seeAll', { count: props.list.count })}
          </Link>
        </p>
      )}
    </section>
  )
}

function Urged({ urged }: { urged: Today['urged'] }) {
  const { t } = useTranslation()
  return (
    <section className="panel" id="urged" aria-labelledby="urged-title">
      <h2 id="urged-title">{t('today.urged')}</h2>
      {urged.items.length === 0 && <p className="quiet">{t('today.nothingUrged')}</p>}
      {urged.items.slice(0, SHOWN).map((line) => (
        <div key={line.id} style={{ marginBottom: 10 }}>
          <p className="small quiet">{t('today.urgedAt', { at: moment(line.last_urged_at) })}</p>
          <FindingCards lines={[line]} label={t('today.urged')} />
        </div>
      ))}
    </section>
  )
}
