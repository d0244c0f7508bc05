import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ActionPanel } from './ActionPanel'
import { Asked } from './Asked'
import { period } from './CampaignsPage'
import { CampaignChip } from './chips'
import { Documents } from './Documents'
import { Findings } from './Findings'
import { Lacks } from './Lacks'
import { Overview } from './Overview'
import { useCampaign } from './queries'
import { Reports } from './Reports'
import type { CampaignSearch, TabKey } from './search'
import { TasksTab } from './TasksTab'
import type { Campaign } from './types'
import { Units } from './Units'

interface Props {
  campaignId: number
  search: CampaignSearch
  onSearch: (search: CampaignSearch) => void
  /** What other rooms show of a campaign, put together by the routes. */
  burden?: ReactNode
  beside?: ReactNode
}

export function CampaignPage(props: Props) {
  const campaign = useCampaign(props.campaignId)
  if (campaign.error && !campaign.data)
    return <ProblemNotice error={campaign.error} onRetry={() => void campaign.refetch()} />
  if (!campaign.data) return <Loading />
  return <Whole {...props} campaign={campaign.data} />
}

function Whole({ campaign, search, onSearch, burden, beside }: Props & { campaign: Campaign }) {
  const { t } = useTranslation()
  const go = (part: Partial<CampaignSearch>) => {
    const next = { ...search, at: undefined, ...part }
    onSearch(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)))
  }
  const parts: Record<TabKey, ReactNode> = {
    overview: <Overview campaign={campaign} at={search.at} beside={beside} />,
    tasks: <TasksTab campaign={campaign} at={search.at} />,
    asked: <Asked campaign={campaign} at={search.at} />,
    units: <Units campaign={campaign} at={search.at} />,
    reports: <Reports campaign={campaign} search={search} onSearch={go} />,
    findings: <Findings campaign={campaign} />,
    documents: <Documents campaign={campaign} />,
    burden,
  }
  const shown = (Object.keys(parts) as TabKey[]).filter((key) => isShown(key, campaign, burden))
  const chosen = search.tab && shown.includes(search.tab) ? search.tab : 'overview'
  return (
    <>
      <Head campaign={campaign} />
      <div className={campaign.lacks.length > 0 ? 'findingcols' : undefined}>
        <Lacks campaign={campaign} onGo={go} />
        <ActionPanel campaign={campaign} />
      </div>
      <nav aria-label={t('campaigns.parts')}>
        <ul className="plain parttabs">
          {shown.map((tab) => (
            <li key={tab}>
              <Link
                to="/campaigns/$campaignId"
                params={{ campaignId: String(campaign.id) }}
                search={tab === 'overview' ? {} : { tab }}
                resetScroll={false}
                activeOptions={{ exact: true }}
                aria-current={tab === chosen ? 'page' : undefined}
              >
                {t(`campaigns.tab.${tab}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {parts[chosen]}
    </>
  )
}

/** Who takes part sees what is asked of it; how others stand is for the office. */
function isShown(key: TabKey, campaign: Campaign, burden: ReactNode): boolean {
  if (key === 'burden') return campaign.sees_all && burden !== undefined
  if (key === 'reports') return campaign.state !== 'draft' && campaign.state !== 'cancelled'
  return true
}

function Head({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  return (
    <>
      <PageHead
        title={campaign.title}
        extra={
          <span className="row">
            <CampaignChip state={campaign.state} />
            {campaign.document_number && <span>{campaign.document_number}</span>}
            <span>
              {period(campaign)}
              {campaign.end_is_soft && ` ${t('campaigns.about')}`}
            </span>
          </span>
        }
      />
      {campaign.state_reason && (
        <p className="notice warn">{t('campaigns.why', { reason: campaign.state_reason })}</p>
      )}
      <p className="row small" style={{ marginBottom: 12 }}>
        <span>{t('campaigns.officeIs', { name: campaign.unit.name })}</span>
        {campaign.parent && (
          <span>
            {t('campaigns.carriesOut')} <CampaignLink campaign={campaign.parent} />
          </span>
        )}
        {!campaign.parent && campaign.parent_text && (
          <span>
            {t('campaigns.carriesOut')} {campaign.parent_text}
          </span>
        )}
      </p>
    </>
  )
}

export function CampaignLink({ campaign }: { campaign: { id: number; title: string } }) {
  return (
    <Link to="/campaigns/$campaignId" params={{ campaignId: String(campaign.id) }} className="wrap-anywhere">
      {campaign.title}
    </Link>
  )
}
