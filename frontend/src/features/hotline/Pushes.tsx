import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { moment } from '@/i18n/format'
import { Chip } from '@/ui/Chip'
import { Empty } from '@/ui/Empty'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { STATUS_TONE } from './Orders'
import { useRefused } from './queries'

/** What the hotline would not take when it was sent, and why; it can still fetch it. */
export function Pushes() {
  const { t } = useTranslation()
  const { label } = useLabels()
  const list = useRefused()
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Loading />
  if (rows.length === 0) return <Empty title={t('hotline.push.none')}>{t('hotline.push.noneWhat')}</Empty>
  return (
    <section className="stack" aria-label={t('hotline.tab.pushes')}>
      <p className="small quiet">{t('hotline.push.what')}</p>
      <ul className="plain cards">
        {rows.map((row) => (
          <li key={row.position} className="card">
            <div className="stack tight">
              <div className="row">
                <b>{row.external_no}</b>
                {row.round > 1 && <span>{t('hotline.round', { round: row.round })}</span>}
                <Chip of="hotline_status" code={row.status} tones={STATUS_TONE} />
                <span className="small quiet">{label('hotline_source', row.source)}</span>
              </div>
              <span className="wrap-anywhere" style={{ color: 'var(--red)' }}>
                {row.push_error}
              </span>
              <span className="small quiet">
                {row.complaint_number} · {moment(row.at)}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <div>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        </div>
      )}
    </section>
  )
}
