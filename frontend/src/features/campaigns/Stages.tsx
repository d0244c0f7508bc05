import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { useDownload } from '@/ui/useDownload'
import { period } from './CampaignsPage'
import { StageChip } from './chips'
import { editableOf } from './editable'
import { StageActDialog } from './StageActDialog'
import { StagesDialog } from './StagesDialog'
import { type StageAct, stageActs } from './stageActs'
import { TimeLine, useWhere } from './TimeLine'
import type { Campaign, Stage } from './types'
import { useArrival } from './useArrival'

type Chosen = { stage: Stage; act: StageAct }

export function Stages({ campaign, at }: { campaign: Campaign; at: string | undefined }) {
  const { t } = useTranslation()
  const { stages: arranges } = editableOf(campaign)
  const [editing, setEditing] = useState(false)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const place = useArrival<HTMLHeadingElement>(at, 'stages')
  return (
    <section className="panel" aria-labelledby="stages-title">
      <div className="headrow">
        <h2 id="stages-title" ref={place} tabIndex={-1}>
          {t('campaigns.stages')}
        </h2>
        {arranges && (
          <div className="side">
            <Button size="small" onClick={() => setEditing(true)}>
              {t('campaigns.change')}
            </Button>
          </div>
        )}
      </div>
      {campaign.stages.length === 0 && <p className="quiet">{t('campaigns.noStages')}</p>}
      <TimeLine campaign={campaign} />
      <ol className="plain stagelist">
        {campaign.stages.map((stage, index) => (
          <li key={stage.id} aria-current={stage.is_current ? 'step' : undefined}>
            <Line
              campaign={campaign}
              stage={stage}
              order={index + 1}
              onAct={(act) => setChosen({ stage, act })}
            />
            {stage.stages.map((inner) => (
              <div key={inner.id} className="inner">
                <Line
                  campaign={campaign}
                  stage={{ ...inner, stages: [] }}
                  onAct={(act) => setChosen({ stage: { ...inner, stages: [] }, act })}
                />
              </div>
            ))}
          </li>
        ))}
      </ol>
      {editing && <StagesDialog campaign={campaign} onClose={() => setEditing(false)} />}
      {chosen && <StageActDialog campaign={campaign} {...chosen} onClose={() => setChosen(null)} />}
    </section>
  )
}

interface LineProps {
  campaign: Campaign
  stage: Stage
  order?: number
  onAct: (act: Chosen['act']) => void
}

function Line({ campaign, stage, order, onAct }: LineProps) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const where = useWhere()
  const acts = editableOf(campaign).runStages ? stageActs(stage.state) : []
  const handed = campaign.deliverables.filter((one) => one.stage_id === stage.id).length
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="row">
        <strong>
          {order && `${order} `}
          {stage.name}
        </strong>
        {stage.mechanism && <span className="chip">{label('mechanism', stage.mechanism)}</span>}
        <StageChip state={stage.state} />
        {stage.is_current && <span className="chip key">{t('campaigns.stage.now')}</span>}
      </div>
      <p className="row small">
        <span>{stage.precision === 'month' ? months(stage) : period(stage)}</span>
        {stage.state !== 'closed' && <span className="quiet">{where(stage)}</span>}
        {handed > 0 && <span className="quiet">{t('campaigns.stage.deliverables', { count: handed })}</span>}
      </p>
      {stage.note && <p className="small quiet">{t('campaigns.stage.note', { note: stage.note })}</p>}
      {(acts.length > 0 || order) && (
        <div className="row">
          {acts.map((act) => (
            <Button
              key={act}
              size="small"
              aria-label={t(`campaigns.stage.${act}Of`, { name: stage.name })}
              onClick={() => onAct(act)}
            >
              {t(`campaigns.stage.${act}`)}
            </Button>
          ))}
          {order && campaign.sees_all && stage.state !== 'planned' && (
            <Summary campaign={campaign} stage={stage} />
          )}
        </div>
      )}
    </div>
  )
}

function months(stage: Stage): string {
  const first = stage.starts_on?.slice(0, 7) ?? '\u2026'
  const last = stage.ends_on?.slice(0, 7) ?? '\u2026'
  return first === last ? first : `${first} \u2013 ${last}`
}

/** The stage in figures of the ledger, as a paper. */
function Summary({ campaign, stage }: { campaign: Campaign; stage: Stage }) {
  const { t } = useTranslation()
  const download = useDownload()
  return (
    <>
      {(['docx', 'pdf'] as const).map((format) => (
        <Button
          key={format}
          size="small"
          loading={download.busy === format}
          aria-label={t(`campaigns.stage.${format}Of`, { name: stage.name })}
          onClick={() =>
            void download.save(
              format,
              () =>
                client.GET('/api/v1/campaigns/{campaign_id}/stages/{stage_id}/summary', {
                  params: { path: { campaign_id: campaign.id, stage_id: stage.id }, query: { format } },
                  parseAs: 'blob',
                }),
              `${stage.name}.${format}`,
            )
          }
        >
          {t(`campaigns.stage.${format}`)}
        </Button>
      ))}
    </>
  )
}
