import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { daysUntil, today } from '@/i18n/format'
import { axisOf, barOf, lanesOf, markOf, monthsOf } from './timeline'
import type { Campaign, Stage } from './types'

const LANE = 34

/** The stages drawn to scale, with today; the list beneath says the same in words, so this is for eyes only. */
export function TimeLine({ campaign, now = today() }: { campaign: Campaign; now?: string }) {
  const { t } = useTranslation()
  const { stages } = campaign
  const inner = stages.flatMap((stage) => stage.stages)
  const axis = axisOf([campaign, ...stages, ...inner])
  if (!axis) return null
  const mark = markOf(axis, now)
  const lanes = lanesOf(inner)
  const rows = 1 + (inner.length ? Math.max(...lanes) + 1 : 0)
  return (
    <div className="timeaxis" aria-hidden="true">
      <div className="stagebars" style={{ height: rows * LANE }}>
        {stages.map((stage, index) => (
          <Bar key={stage.id} stage={stage} axis={axis} top={0} order={index + 1} />
        ))}
        {inner.map((stage, index) => (
          <Bar key={stage.id} stage={stage} axis={axis} top={((lanes[index] ?? 0) + 1) * LANE} />
        ))}
        {mark !== null && <Today left={mark} />}
      </div>
      <div className="stagemonths small quiet">
        {monthsOf(axis).map(({ month, left }) => (
          <span key={month} style={{ left: `${left}%` }}>
            {t('campaigns.month', { n: month.endsWith('-01') ? month : Number(month.slice(5)) })}
          </span>
        ))}
      </div>
    </div>
  )
}

function Bar(props: {
  stage: Stage
  axis: NonNullable<ReturnType<typeof axisOf>>
  top: number
  order?: number
}) {
  const { label } = useLabels()
  const { stage } = props
  const bar = barOf(props.axis, stage)
  if (!bar) return null
  return (
    <div
      className={`stagebar ${stage.state}${props.order ? '' : ' inner'}`}
      style={{ left: `${bar.left}%`, width: `${bar.width}%`, top: props.top }}
    >
      {props.order && <b>{props.order}</b>}
      <span>
        {stage.mechanism && `${label('mechanism', stage.mechanism)} · `}
        {stage.name}
      </span>
    </div>
  )
}

function Today({ left }: { left: number }) {
  const { t } = useTranslation()
  return (
    <div className={`stagetoday${left > 80 ? ' before' : ''}`} style={{ left: `${left}%` }}>
      <span>{t('campaigns.today')}</span>
    </div>
  )
}

/** Where today stands in a span of days, in words. */
export function useWhere(): (span: { starts_on: string | null; ends_on: string | null }) => string {
  const { t } = useTranslation()
  return ({ starts_on, ends_on }) => {
    if (starts_on && daysUntil(starts_on) > 0)
      return t('campaigns.stage.begins', { count: daysUntil(starts_on) })
    if (!ends_on) return ''
    const left = daysUntil(ends_on)
    if (left < 0) return t('campaigns.stage.over', { count: -left })
    return left === 0 ? t('campaigns.stage.lastDay') : t('campaigns.stage.left', { count: left })
  }
}
