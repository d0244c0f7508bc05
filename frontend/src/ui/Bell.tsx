import { BellOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useUnread } from '@/api/notices'
import { queryClient } from '@/api/queries'
import { usePolite } from './usePolite'

const EVERY = 60_000

/** The way to the inbox, with how much in it is unread. */
export function Bell() {
  const { t } = useTranslation()
  const unread = useUnread().data?.count ?? 0
  usePolite(() => void queryClient.invalidateQueries({ queryKey: ['notices', 'unread'] }), EVERY)
  return (
    <Link to="/inbox" className="bell" aria-label={t('common.unread', { count: unread })}>
      <BellOutlined aria-hidden="true" />
      {unread > 0 && (
        <span className="bellcount" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  )
}
