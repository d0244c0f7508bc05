import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { DeliverablesDialog } from './DeliverablesDialog'
import { editableOf } from './editable'
import { RequirementDialog } from './RequirementDialog'
import { requirementWords } from './requirementWords'
import { TypesDialog } from './TypesDialog'
import type { Campaign, ProblemType, Requirement } from './types'
import { useArrival } from './useArrival'

interface Props {
  campaign: Campaign
  at: string | undefined
}

/** What is looked for, and what units are to hand in. */
export function Asked({ campaign, at }: Props) {
  return (
    <>
      <Requirements campaign={campaign} at={at} />
      <Deliverables campaign={campaign} at={at} />
      <Types campaign={campaign} at={at} />
    </>
  )
}

function Part(props: {
  place: string
  at: string | undefined
  title: string
  act?: string | false
  onAct?: () => void
  children: ReactNode
}) {
  const place = useArrival<HTMLHeadingElement>(props.at, props.place)
  return (
    <section className="panel" aria-labelledby={`${props.place}-title`}>
      <div className="headrow">
        <h2 id={`${props.place}-title`} ref={place} tabIndex={-1}>
          {props.title}
        </h2>
        {props.act && (
          <div className="side">
            <Button size="small" onClick={props.onAct}>
              {props.act}
            </Button>
          </div>
        )}
      </div>
      {props.children}
    </section>
  )
}

function Requirements({ campaign, at }: Props) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const { requirements: edit } = editableOf(campaign)
  const [editing, setEditing] = useState<Requirement | null | undefined>(undefined)
  return (
    <Part
      place="requirements"
      at={at}
      title={t('campaigns.requirements')}
      act={edit && t('campaigns.requirement.add')}
      onAct={() => setEditing(null)}
    >
      {campaign.requirements.length === 0 && <p className="quiet">{t('campaigns.requirement.none')}</p>}
      <ul className="plain stagelist">
        {campaign.requirements.map((one) => (
          <li key={one.id} className="stack" style={{ gap: 4 }}>
            <div className="row">
              <strong className="grow">{one.title}</strong>
              {edit && (
                <Button
                  size="small"
                  aria-label={t('campaigns.edit', { what: one.title })}
                  onClick={() => setEditing(one)}
                >
                  {t('campaigns.change')}
                </Button>
              )}
            </div>
            <p>{requirementWords(one, t, label)}</p>
            <ul className="plain small">
              {one.parts.map((part) => (
                <li key={part.code}>
                  <b>{part.title}</b>
                  {!part.required && ` ${t('campaigns.requirement.optional')}`}
                  {(part.fields ?? []).length > 0 &&
                    `${t('campaigns.colon')}${(part.fields ?? [])
                      .map((field) => field.label)
                      .join(t('campaigns.comma'))}`}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {editing !== undefined && (
        <RequirementDialog campaign={campaign} requirement={editing} onClose={() => setEditing(undefined)} />
      )}
    </Part>
  )
}

function Deliverables({ campaign, at }: Props) {
  const { t } = useTranslation()
  const { edit } = editableOf(campaign)
  const [editing, setEditing] = useState(false)
  const stages = campaign.stages.flatMap((stage) => [stage, ...stage.stages])
  return (
    <Part
      place="deliverables"
      at={at}
      title={t('campaigns.deliverables')}
      act={edit && stages.length > 0 && t('campaigns.change')}
      onAct={() => setEditing(true)}
    >
      {campaign.deliverables.length === 0 && <p className="quiet">{t('campaigns.deliverable.none')}</p>}
      {stages
        .filter((stage) => campaign.deliverables.some((one) => one.stage_id === stage.id))
        .map((stage) => (
          <div key={stage.id}>
            <h3>{stage.name}</h3>
            <ul className="plain lines">
              {campaign.deliverables
                .filter((one) => one.stage_id === stage.id)
                .map((one) => (
                  <li key={one.id}>
                    <span className="grow">
                      {one.title}
                      {one.description && <span className="small quiet block">{one.description}</span>}
                    </span>
                    <span>
                      {one.due_on ?? t('campaigns.deliverable.byEnd', { date: stage.ends_on ?? '\u2026' })}
                    </span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      {editing && <DeliverablesDialog campaign={campaign} onClose={() => setEditing(false)} />}
    </Part>
  )
}

function Types({ campaign, at }: Props) {
  const { t } = useTranslation()
  const { edit } = editableOf(campaign)
  const [editing, setEditing] = useState(false)
  const summary = useFindingsSummary(campaign)
  const counts = new Map((summary.data?.by_problem_type ?? []).map((one) => [one.id, one.total]))
  return (
    <Part
      place="problem_types"
      at={at}
      title={t('campaigns.types')}
      act={edit && t('campaigns.change')}
      onAct={() => setEditing(true)}
    >
      {campaign.problem_types.length === 0 ? (
        <p className="quiet">{t('campaigns.type.none')}</p>
      ) : (
        <Tree types={campaign.problem_types} counts={counts} campaignId={campaign.id} />
      )}
      {editing && <TypesDialog campaign={campaign} onClose={() => setEditing(false)} />}
    </Part>
  )
}

/** How many findings there are, by light, by state and by kind of problem. */
export function useFindingsSummary(campaign: Campaign) {
  return useQuery({
    queryKey: ['campaign', campaign.id, 'findings-summary'],
    queryFn: () =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/findings-summary', {
          params: { path: { campaign_id: campaign.id } },
        }),
      ),
  })
}

function Tree(props: {
  types: readonly ProblemType[]
  counts: ReadonlyMap<number | null, number>
  campaignId: number
}) {
  const { t } = useTranslation()
  return (
    <ul className="typelist">
      {props.types.map((type) => {
        const count = props.counts.get(type.id) ?? 0
        return (
          <li key={type.id}>
            <div>
              <b>{type.number}</b>
              <span className="grow wrap-anywhere">{type.title}</span>
              {count > 0 && (
                <Link to="/findings" search={{ campaign: props.campaignId, problem_type: type.id }}>
                  {t('campaigns.type.findings', { count, shown: number(count) })}
                </Link>
              )}
            </div>
            {(type.children ?? []).length > 0 && (
              <Tree types={type.children ?? []} counts={props.counts} campaignId={props.campaignId} />
            )}
          </li>
        )
      })}
    </ul>
  )
}
