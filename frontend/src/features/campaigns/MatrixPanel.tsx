import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { number } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { Empty } from '@/ui/Empty'
import { Field } from '@/ui/fields'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { editableOf } from './editable'
import { MatrixGrid, Signs } from './MatrixGrid'
import { CELLS, countsOf, rowsOf, shortPeriod } from './matrix'
import { PeriodDialog } from './PeriodDialog'
import type { Campaign, Matrix, Requirement } from './types'

const RUNNING: readonly string[] = ['active', 'summarising']

interface Props {
  campaign: Campaign
  requirement: Requirement
}

export function useMatrix(campaignId: number, requirementId: number) {
  return useQuery({
    queryKey: ['campaign', campaignId, 'matrix', requirementId],
    queryFn: () =>
      call(
        client.GET('/api/v1/campaigns/{campaign_id}/report-matrix', {
          params: { path: { campaign_id: campaignId }, query: { requirement_id: requirementId } },
        }),
      ),
  })
}

export function MatrixPanel({ campaign, requirement }: Props) {
  const { t } = useTranslation()
  const [opening, setOpening] = useState(false)
  const matrix = useMatrix(campaign.id, requirement.id)
  const { edit } = editableOf(campaign)
  return (
    <section className="panel" aria-labelledby="matrix-title">
      <div className="headrow">
        <h2 id="matrix-title">{t('campaigns.matrix.title', { title: requirement.title })}</h2>
        <div className="side">
          {edit && RUNNING.includes(campaign.state) && (
            <Button size="small" onClick={() => setOpening(true)}>
              {t('campaigns.matrix.open')}
            </Button>
          )}
        </div>
      </div>
      <ProblemNotice error={matrix.error} onRetry={() => void matrix.refetch()} />
      {matrix.isPending && !matrix.error && <Loading />}
      {matrix.data && <Sheet campaign={campaign} matrix={matrix.data} />}
      {opening && (
        <PeriodDialog campaign={campaign} requirement={requirement} onClose={() => setOpening(false)} />
      )}
    </section>
  )
}

function Sheet({ campaign, matrix }: { campaign: Campaign; matrix: Matrix }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [words, setWords] = useState('')
  const [lateOnly, setLateOnly] = useState(false)
  const open = useOpenDuty(campaign.id, matrix)
  const rows = useMemo(() => rowsOf(matrix.rows, words, lateOnly), [matrix.rows, words, lateOnly])
  const latest = useMemo(() => countsOf(matrix.rows, matrix.periods.length).at(-1), [matrix])
  const last = matrix.periods.at(-1)
  if (!last || matrix.rows.length === 0)
    return <Empty title={t('campaigns.matrix.none')}>{t('campaigns.matrix.noneWhat')}</Empty>
  return (
    <div className="stack">
      <p>
        {t('campaigns.matrix.latest', { period: last.label, due: last.due_on })}
        {Object.values(CELLS)
          .filter((state) => latest?.[state])
          .map((state) => `${label('punctuality', state)} ${number(latest?.[state] ?? 0)}`)
          .join(t('campaigns.comma'))}
      </p>
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <Field label={t('campaigns.matrix.find')}>
          {(id) => (
            <Input id={id} allowClear value={words} onChange={(event) => setWords(event.target.value)} />
          )}
        </Field>
        <Checkbox checked={lateOnly} onChange={(event) => setLateOnly(event.target.checked)}>
          {t('campaigns.matrix.lateOnly')}
        </Checkbox>
        <span className="small quiet" role="status">
          {t('campaigns.matrix.shown', { shown: number(rows.length), all: number(matrix.rows.length) })}
        </span>
      </div>
      <Signs />
      {rows.length > 0 && (
        <MatrixGrid
          caption={t('campaigns.matrix.title', { title: matrix.title })}
          periods={matrix.periods.map((period) => ({
            key: period.start,
            short: shortPeriod(period.start),
            name: period.label,
          }))}
          rows={rows}
          onOpen={open}
        />
      )}
      <p className="small quiet">{t('campaigns.matrix.keys')}</p>
    </div>
  )
}

/** A cell knows its unit and period; the duty itself is asked for when somebody wants it. */
function useOpenDuty(campaignId: number, matrix: Matrix) {
  const announce = useAnnounce()
  const navigate = useNavigate()
  return (row: { unit_id: number }, index: number) => {
    const period = matrix.periods[index]
    if (!period) return
    void call(
      client.GET('/api/v1/campaigns/{campaign_id}/duties', {
        params: {
          path: { campaign_id: campaignId },
          query: {
            kind: 'report',
            unit_id: row.unit_id,
            period: period.start,
            requirement_id: matrix.requirement_id,
            limit: 1,
          },
        },
      }),
    ).then((found) => {
      const duty = found.items[0]
      if (duty) void navigate({ to: '/duties/$dutyId', params: { dutyId: String(duty.id) } })
    }, announce.bad)
  }
}
