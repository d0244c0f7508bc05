import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { markRead, useNotices, useUnread } from '@/api/notices'
import { useAnnounce } from '@/ui/announce'
import { Empty } from '@/ui/Empty'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Message } from './Message'

interface Props {
  unreadOnly: boolean
  onUnreadOnly: (only: boolean) => void
}

/** What the person was told, the newest first. */
export function Messages({ unreadOnly, onUnreadOnly }: Props) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const list = useNotices(unreadOnly)
  const unread = useUnread().data?.count ?? 0
  const first = list.data?.pages[0]
  const notices = list.data?.pages.flatMap((page) => page.items) ?? []

  async function read(which: number | 'all'): Promise<void> {
    setBusy(true)
    try {
      await markRead(which)
      announce.good(t('inbox.marked'))
    } catch (refused) {
      announce.bad(refused)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="panel" aria-labelledby="messages-title">
      <h2 id="messages-title" className="sr">
        {t('inbox.messages')}
      </h2>
      <div className="headrow">
        <Segmented
          aria-label={t('inbox.filter')}
          value={unreadOnly ? 'unread' : 'all'}
          options={[
            { value: 'all', label: t('common.all') },
            { value: 'unread', label: t('inbox.unread') },
          ]}
          onChange={(value) => onUnreadOnly(value === 'unread')}
        />
        <div className="side">
          <Button size="small" disabled={unread === 0} loading={busy} onClick={() => void read('all')}>
            {t('inbox.readAll')}
          </Button>
        </div>
      </div>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && notices.length === 0 && (
        <Empty title={unreadOnly ? t('inbox.noUnread') : t('inbox.none')}>{t('inbox.noneWhat')}</Empty>
      )}
      {notices.length > 0 && (
        <ul className="plain notices" aria-label={t('inbox.messages')}>
          {notices.map((notice) => (
            <Message key={notice.id} notice={notice} onRead={() => void read(notice.id)} />
          ))}
        </ul>
      )}
      {first && list.hasNextPage && (
        <ListFoot
          shown={notices.length}
          total={first.total}
          capped={first.total_is_capped ?? false}
          hasMore
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </section>
  )
}
