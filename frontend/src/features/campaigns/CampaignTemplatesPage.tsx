import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient } from '@/api/queries'
import { moment } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { ConfirmDanger } from '@/ui/ConfirmDanger'
import { Empty } from '@/ui/Empty'
import { LinkButton } from '@/ui/LinkButton'
import { ListFoot } from '@/ui/ListFoot'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { NewDialog } from './NewDialog'
import type { CampaignTemplate } from './types'

const KEY = ['campaign-templates', 'list']

/** Campaigns kept to begin others with. */
export function CampaignTemplatesPage() {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [starting, setStarting] = useState<CampaignTemplate | null>(null)
  const [leaving, setLeaving] = useState<CampaignTemplate | null>(null)
  const list = useInfiniteQuery({
    queryKey: KEY,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(client.GET('/api/v1/campaign-templates', { params: { query: { cursor: pageParam, limit: 50 } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const first = list.data?.pages[0]
  return (
    <>
      <PageHead title={t('campaigns.templates.title')}>
        <LinkButton to="/campaigns">{t('campaigns.title')}</LinkButton>
      </PageHead>
      <p className="quiet" style={{ marginBottom: 12 }}>
        {t('campaigns.templates.what')}
      </p>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Loading />}
      {first && rows.length === 0 && (
        <Empty title={t('campaigns.templates.none')}>{t('campaigns.templates.noneWhat')}</Empty>
      )}
      {rows.length > 0 && (
        <section className="panel" aria-label={t('campaigns.templates.title')}>
          <ul className="plain lines">
            {rows.map((one) => (
              <Line
                key={one.id}
                template={one}
                onStart={() => setStarting(one)}
                onWithdraw={() => setLeaving(one)}
              />
            ))}
          </ul>
        </section>
      )}
      {first && list.hasNextPage && (
        <ListFoot
          shown={rows.length}
          total={first.total}
          capped={first.total_is_capped}
          hasMore
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
      {starting && <NewDialog templateId={starting.id} onClose={() => setStarting(null)} />}
      {leaving && (
        <ConfirmDanger
          title={t('campaigns.templates.withdrawTitle', { name: leaving.name })}
          okText={t('campaigns.templates.withdraw')}
          onClose={() => setLeaving(null)}
          run={() =>
            call(
              client.POST('/api/v1/campaign-templates/{campaign_template_id}/withdraw', {
                params: { path: { campaign_template_id: leaving.id } },
              }),
            )
          }
          onDone={() => {
            setLeaving(null)
            announce.good(t('campaigns.templates.withdrawn'))
            void queryClient.invalidateQueries({ queryKey: ['campaign-templates'] })
          }}
        >
          {t('campaigns.templates.withdrawWhat')}
        </ConfirmDanger>
      )}
    </>
  )
}

function Line(props: { template: CampaignTemplate; onStart: () => void; onWithdraw: () => void }) {
  const { t } = useTranslation()
  const { template } = props
  const { name, title, stages, tasks } = template
  return (
    <li>
      <span className="grow">
        <strong className="wrap-anywhere">{name}</strong>
        {title !== name && <span className="small quiet block">{title}</span>}
      </span>
      <span className="small">{t('campaigns.templates.holds', { stages, tasks })}</span>
      <span>{template.unit.name}</span>
      <span className="small quiet">
        {template.created_by_name} · {moment(template.created_at)}
      </span>
      <span className="row">
        <Button size="small" aria-label={t('campaigns.templates.startOf', { name })} onClick={props.onStart}>
          {t('campaigns.templates.start')}
        </Button>
        {template.may_withdraw && (
          <Button
            size="small"
            aria-label={t('campaigns.templates.withdrawOf', { name })}
            onClick={props.onWithdraw}
          >
            {t('campaigns.templates.withdraw')}
          </Button>
        )}
      </span>
    </li>
  )
}
