import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { Empty } from '@/ui/Empty'
import { FindingCards } from '@/ui/FindingCards'
import { Light } from '@/ui/Light'
import { LinkButton } from '@/ui/LinkButton'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useFindingsSummary } from './Asked'
import type { Campaign } from './types'

const LIGHTS = ['red', 'yellow', 'green', 'grey'] as const
const SHOWN = 8

/** What was found in the campaign: by light, each number opens the ledger; the ones most pressing beneath. */
export function Findings({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const summary = useFindingsSummary(campaign)
  const pressing = usePressing(campaign.id)
  if (summary.error && !summary.data)
    return <ProblemNotice error={summary.error} onRetry={() => void summary.refetch()} />
  if (!summary.data) return <Loading />
  const { total, by_light, by_work_state } = summary.data
  if (total === 0) return <Empty title={t('campaigns.finding.none')}>{t('campaigns.finding.noneWhat')}</Empty>
  const lines = pressing.data?.items ?? []
  return (
    <>
      <div className="figures">
        <Link to="/findings" search={{ campaign: campaign.id }} className="figure">
          <b>{number(total)}</b>
          {t('campaigns.finding.all')}
        </Link>
        {LIGHTS.map((light) => (
          <Link
            key={light}
            to="/findings"
            search={{ campaign: campaign.id, light }}
            className={`figure ${light}`}
          >
            <b>{number(by_light[light] ?? 0)}</b>
            <Light light={light} />
          </Link>
        ))}
      </div>
      <section className="panel" aria-labelledby="states-title">
        <h2 id="states-title">{t('campaigns.finding.states')}</h2>
        <ul className="plain row">
          {Object.entries(by_work_state)
            .filter(([, count]) => count)
            .map(([state, count]) => (
              <li key={state}>
                <Link
                  to="/findings"
                  search={{ campaign: campaign.id, work_state: state as never }}
                  style={{ display: 'inline-block', lineHeight: '24px' }}
                >
                  {label('work_state', state)} {number(count ?? 0)}
                </Link>
              </li>
            ))}
        </ul>
      </section>
      {lines.length > 0 && (
        <section className="panel" aria-labelledby="pressing-title">
          <div className="headrow">
            <h2 id="pressing-title">{t('campaigns.finding.pressing')}</h2>
            <div className="side">
              <LinkButton to="/findings" search={{ campaign: campaign.id }} size="small">
                {t('campaigns.finding.ledger')}
              </LinkButton>
            </div>
          </div>
          <FindingCards lines={lines} label={t('campaigns.finding.pressing')} />
        </section>
      )}
    </>
  )
}

function usePressing(campaignId: number) {
  return useQuery({
    queryKey: ['campaign', campaignId, 'pressing'],
    queryFn: () =>
      call(
        client.GET('/api/v1/findings', {
          params: { query: { campaign: campaignId, sort: 'due_on', limit: SHOWN } },
        }),
      ),
  })
}
