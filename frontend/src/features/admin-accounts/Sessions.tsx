import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { moment } from '@/i18n/format'
import { agentName } from '@/ui/agent'
import { useAnnounce } from '@/ui/announce'
import { ConfirmDanger } from '@/ui/ConfirmDanger'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { type Account, useSessionsOf } from './accounts'

/** No session is called so: theirs are numbers and letters. */
const ALL = '*'

/** Where somebody is signed in; any of it can be ended. */
export function Sessions({ account }: { account: Account }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const list = useSessionsOf(account.id, true)
  const [ending, setEnding] = useState<string | null>(null)
  const sessions = list.data?.items ?? []
  const names = { name: account.name }
  return (
    <section className="panel" aria-labelledby="sessions-title">
      <div className="headrow">
        <h2 id="sessions-title">{t('accounts.sessions.title')}</h2>
        <div className="side">
          {sessions.length > 1 && (
            <Button danger onClick={() => setEnding(ALL)}>
              {t('accounts.sessions.endAll')}
            </Button>
          )}
        </div>
      </div>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {list.data && sessions.length === 0 && <p className="quiet">{t('accounts.sessions.none')}</p>}
      <ul className="plain lines">
        {sessions.map((session) => (
          <li key={session.id}>
            <span className="grow wrap-anywhere">
              {agentName(session.agent) ?? t('accounts.sessions.unknown')}
              <span className="small quiet block">
                {[
                  session.source,
                  t('accounts.sessions.since', { at: moment(session.created_at) }),
                  t('accounts.sessions.used', { at: moment(session.last_used_at) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <Button
              size="small"
              danger
              aria-label={`${t('accounts.sessions.end')} ${moment(session.created_at)}`}
              onClick={() => setEnding(session.id)}
            >
              {t('accounts.sessions.end')}
            </Button>
          </li>
        ))}
      </ul>
      {ending !== null && (
        <ConfirmDanger
          title={ending === ALL ? t('accounts.sessions.endAll') : t('accounts.sessions.end')}
          okText={ending === ALL ? t('accounts.sessions.endAll') : t('accounts.sessions.end')}
          run={() => end(account.id, ending)}
          onDone={() => {
            setEnding(null)
            announce.good(t('accounts.sessions.ended', names))
            void list.refetch()
          }}
          onClose={() => setEnding(null)}
        >
          {ending === ALL ? t('accounts.sessions.whatAll', names) : t('accounts.sessions.what', names)}
        </ConfirmDanger>
      )}
    </section>
  )
}

function end(account: number, which: string): Promise<unknown> {
  if (which === ALL)
    return call(
      client.DELETE('/api/v1/accounts/{account_id}/sessions', { params: { path: { account_id: account } } }),
    )
  return call(
    client.DELETE('/api/v1/accounts/{account_id}/sessions/{session_id}', {
      params: { path: { account_id: account, session_id: which } },
    }),
  )
}
