import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { markRead, type Notice } from '@/api/notices'
import { moment } from '@/i18n/format'
import { asksForWork, wordsOf } from './words'

/** One message; opening what it is about reads it. */
export function Message({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { t } = useTranslation()
  const isNew = notice.read_at === null
  const words = wordsOf(notice)
  return (
    <li className={`noticeline${isNew ? ' new' : ''}`}>
      <span className="noticedot" aria-hidden="true" />
      <div className="grow">
        <Target notice={notice}>
          {isNew && <span className="sr">{t('inbox.unread')}: </span>}
          {words}
        </Target>
        <p className="small quiet">
          {notice.actor_name ?? t('inbox.system')} ·{' '}
          <time dateTime={notice.created_at}>{moment(notice.created_at)}</time>
        </p>
      </div>
      {isNew && (
        <button
          type="button"
          className="link small"
          aria-label={t('inbox.readOne', { title: words })}
          onClick={onRead}
        >
          {t('inbox.read')}
        </button>
      )}
    </li>
  )
}

/** Several that are late, or will be, stand together in the ledger. */
const LIGHTS: Record<string, 'red' | 'yellow'> = { overdue: 'red', due_soon: 'yellow' }

/** Where a message leads: to its finding, to what waits, to the account; or nowhere. */
function Target({ notice, children }: { notice: Notice; children: ReactNode }) {
  // Where the service cannot be told, the message stays unread: no reason to stop anybody.
  const read = () => {
    if (notice.read_at === null) void markRead(notice.id).catch(() => undefined)
  }
  if (notice.finding_id !== null)
    return (
      <Link
        to="/findings/$findingId"
        params={{ findingId: String(notice.finding_id) }}
        className="wrap-anywhere"
        onClick={read}
      >
        {children}
      </Link>
    )
  const light = LIGHTS[notice.kind]
  if (light)
    return (
      <Link to="/findings" search={{ light, sort: 'due_on' }} className="wrap-anywhere" onClick={read}>
        {children}
      </Link>
    )
  if (notice.count > 1 && asksForWork(notice.kind))
    return (
      <Link to="/inbox" search={{ tab: 'waiting' }} className="wrap-anywhere" onClick={read}>
        {children}
      </Link>
    )
  if (notice.resource === 'commitment' && notice.resource_id !== null)
    return (
      <Link
        to="/commitments/$commitmentId"
        params={{ commitmentId: String(notice.resource_id) }}
        className="wrap-anywhere"
        onClick={read}
      >
        {children}
      </Link>
    )
  if (notice.resource === 'promise')
    return (
      <Link to="/commitments" search={{ promises: true }} className="wrap-anywhere" onClick={read}>
        {children}
      </Link>
    )
  if (notice.resource === 'account' || notice.resource === 'appointment')
    return (
      <Link to="/account" className="wrap-anywhere" onClick={read}>
        {children}
      </Link>
    )
  return <span className="wrap-anywhere">{children}</span>
}
