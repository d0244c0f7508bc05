import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { day, moment } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { Empty } from '@/ui/Empty'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { type Ask, refresh, useAsks } from './queries'

/** What units registered of others' asking, the newest first; a mistake is withdrawn with its reason. */
export function Asks({ unitId }: { unitId: number | undefined }) {
  const { t } = useTranslation()
  const list = useAsks(unitId)
  const [leaving, setLeaving] = useState<Ask | null>(null)
  const first = list.data?.pages[0]
  const asks = list.data?.pages.flatMap((page) => page.items) ?? []
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  if (!first) return <Loading />
  if (asks.length === 0) return <Empty title={t('burden.noAsks')}>{t('burden.noAsksWhat')}</Empty>
  return (
    <>
      <ul className="plain cards" aria-label={t('burden.view.asks')}>
        {asks.map((ask) => (
          <Line key={ask.id} ask={ask} onWithdraw={() => setLeaving(ask)} />
        ))}
      </ul>
      <ListFoot
        shown={asks.length}
        total={first.total}
        capped={first.total_is_capped}
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
      {leaving && <Withdraw ask={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}

function Line({ ask, onWithdraw }: { ask: Ask; onWithdraw: () => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <li className="card stack tight">
      <span className="row small">
        <span className="chip">{label('ask_kind', ask.kind)}</span>
        <span>{t('burden.dueOn', { day: day(ask.due_on) })}</span>
        <span className="grow" />
        {ask.may_withdraw && (
          <Button size="small" aria-label={t('burden.withdrawOf', { name: ask.title })} onClick={onWithdraw}>
            {t('burden.withdraw')}
          </Button>
        )}
      </span>
      <b className="wrap-anywhere">{ask.title}</b>
      <span className="small">
        {ask.unit.name} · {t('burden.askedBy', { name: ask.asked_by })} ·{' '}
        {t('burden.askedOnDay', { day: day(ask.asked_on) })}
      </span>
      {ask.indicators.length > 0 && (
        <span className="small quiet">
          {t('burden.numbers', { names: ask.indicators.join(t('burden.comma')) })}
        </span>
      )}
      <span className="small quiet">
        {t('burden.registeredBy', { name: ask.registered_by_name, at: moment(ask.registered_at) })}
      </span>
    </li>
  )
}

function Withdraw({ ask, onClose }: { ask: Ask; onClose: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  return (
    <ReasonDialog
      title={t('burden.withdrawOf', { name: ask.title })}
      okText={t('burden.withdraw')}
      label={t('burden.reason')}
      help={t('burden.withdrawWhat')}
      required
      danger
      run={(reason) =>
        call(
          client.POST('/api/v1/burden/asks/{ask_id}/withdrawal', {
            params: { path: { ask_id: ask.id }, header: { 'if-match': ifMatch(ask.version) } },
            body: { reason },
          }),
        )
      }
      onDone={() => {
        announce.good(t('burden.withdrawn'))
        refresh()
        onClose()
      }}
      onClose={onClose}
    />
  )
}
