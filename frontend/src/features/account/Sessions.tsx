import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import type { MySession } from '@/api/types'
import { moment } from '@/i18n/format'
import { agentName } from '@/ui/agent'
import { useAnnounce } from '@/ui/announce'
import { ConfirmDanger } from '@/ui/ConfirmDanger'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** Where the account is signed in; what is not one's own is ended here. */
export function Sessions() {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [ending, setEnding] = useState<MySession | 'others' | null>(null)
  const list = useQuery({
    queryKey: ['me', 'sessions'],
    queryFn: () => call(client.GET('/api/v1/me/sessions')),
  })
  const sessions = list.data?.items ?? []
  const nameOf = (session: MySession) => agentName(session.agent) ?? t('account.sessions.unknown')

  async function end(): Promise<void> {
    if (ending === 'others') await call(client.DELETE('/api/v1/me/sessions'))
    else if (ending)
      await call(
        client.DELETE('/api/v1/me/sessions/{session_id}', { params: { path: { session_id: ending.id } } }),
      )
  }

  return (
    <section className="panel" aria-labelledby="sessions-title">
      <div className="headrow">
        <h2 id="sessions-title">{t('account.sessions.title')}</h2>
        {sessions.length > 1 && (
          <div className="side">
            <Button size="small" danger onClick={() => setEnding('others')}>
              {t('account.sessions.endOthers')}
            </Button>
          </div>
        )}
      </div>
      <p className="quiet" style={{ marginBottom: 8 }}>
        {t('account.sessions.what')}
      </p>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <Loading />}
      <ul className="plain sessionlist" aria-label={t('account.sessions.title')}>
        {sessions.map((session) => (
          <li key={session.id}>
            <div className="grow">
              <strong>{nameOf(session)}</strong>{' '}
              {session.current && <span className="chip good">{t('account.sessions.current')}</span>}
              <p className="small quiet">
                {t('account.sessions.line', {
                  source: session.source ?? t('account.sessions.nowhere'),
                  since: moment(session.created_at),
                  used: moment(session.last_used_at),
                })}
              </p>
            </div>
            {!session.current && (
              <Button
                size="small"
                aria-label={t('account.sessions.endOf', { name: nameOf(session) })}
                onClick={() => setEnding(session)}
              >
                {t('account.sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && (
        <ConfirmDanger
          title={ending === 'others' ? t('account.sessions.endOthers') : t('account.sessions.end')}
          okText={ending === 'others' ? t('account.sessions.endOthers') : t('account.sessions.end')}
          run={end}
          onClose={() => setEnding(null)}
          onDone={() => {
            setEnding(null)
            announce.good(t('account.sessions.ended'))
            void queryClient.invalidateQueries({ queryKey: ['me', 'sessions'] })
          }}
        >
          {ending === 'others'
            ? t('account.sessions.endOthersWhat')
            : t('account.sessions.endWhat', { name: nameOf(ending) })}
        </ConfirmDanger>
      )}
    </section>
  )
}
