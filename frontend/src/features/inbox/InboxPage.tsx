import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useUnread } from '@/api/notices'
import { useMay, useMe } from '@/api/queries'
import { number } from '@/i18n/format'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { Messages } from './Messages'
import type { InboxSearch } from './search'
import { useWaiting, Waiting } from './Waiting'

interface Props {
  search: InboxSearch
  onSearch: (search: InboxSearch) => void
}

/** What waits for somebody, and what they were told. Who handles no findings has messages only. */
export function InboxPage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const me = useMe().data
  const reads = useMay()('finding.read')
  const waiting = useWaiting(reads).data?.waiting_for_me.count ?? 0
  const unread = useUnread().data?.count ?? 0
  if (!me) return <Loading />
  const tab = reads ? (search.tab ?? 'waiting') : 'messages'
  const messages = (
    <Messages
      unreadOnly={search.unread ?? false}
      onUnreadOnly={(only) => onSearch(only ? { tab: 'messages', unread: true } : { tab: 'messages' })}
    />
  )
  return (
    <>
      <PageHead title={t('common.nav.inbox')} />
      {reads ? (
        <Tabs
          activeKey={tab}
          onChange={(key) => onSearch({ tab: key as 'waiting' | 'messages' })}
          items={[
            {
              key: 'waiting',
              label: <Tab name={t('inbox.waiting')} count={waiting} />,
              children: <Waiting />,
            },
            { key: 'messages', label: <Tab name={t('inbox.messages')} count={unread} />, children: messages },
          ]}
        />
      ) : (
        messages
      )}
    </>
  )
}

function Tab({ name, count }: { name: string; count: number }) {
  return (
    <span>
      {name} {count > 0 && <span className="chip blue">{number(count)}</span>}
    </span>
  )
}
