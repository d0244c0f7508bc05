import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { moment, number } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { DenseTable } from '@/ui/DenseTable'
import { PunctualityChip, ResultChip } from '@/ui/dutyChips'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { useDownload } from '@/ui/useDownload'
import { useNarrow } from '@/ui/useNarrow'
import { may } from './acts'
import { refresh } from './queries'
import type { Result } from './types'

/** Who reported in time, late, not at all in one period: in the order of the tree, no points, no ranking. */
export function ResultPage({ resultId }: { resultId: number }) {
  const result = useQuery({
    queryKey: ['report-result', resultId],
    queryFn: () =>
      call(client.GET('/api/v1/report-results/{result_id}', { params: { path: { result_id: resultId } } })),
  })
  if (result.error && !result.data)
    return <ProblemNotice error={result.error} onRetry={() => void result.refetch()} />
  if (!result.data) return <Loading />
  return <OneResult result={result.data} />
}

const COUNTED = ['on_time', 'late', 'missing', 'exempted'] as const

function OneResult({ result }: { result: Result }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  return (
    <>
      <PageHead title={t('duties.result.title', { title: result.title, period: result.period })}>
        <Documents result={result} />
      </PageHead>
      <section className="panel" aria-label={t('duties.page.facts')}>
        <p className="row" style={{ marginBottom: 10 }}>
          <ResultChip state={result.state} />
          <Link to="/campaigns/$campaignId" params={{ campaignId: String(result.campaign.id) }}>
            {result.campaign.name}
          </Link>
          <span className="small quiet">
            {t('duties.result.countedAt', { at: moment(result.counted_at) })}
          </span>
        </p>
        <dl className="facts dutyfacts">
          {COUNTED.map((one) => (
            <div key={one}>
              <dt>{label('punctuality', one)}</dt>
              <dd>
                <strong>{number(result.counts[one] ?? 0)}</strong>
              </dd>
            </div>
          ))}
        </dl>
        {result.note && <p className="pre">{result.note}</p>}
        <p className="small quiet">
          {t('duties.result.draftedBy', { name: result.drafted_by.name, at: moment(result.drafted_at) })}
          {result.decided_by &&
            ` ${t('duties.result.decidedBy', { name: result.decided_by.name, at: moment(result.decided_at) })}`}
          {result.decision_note && ` ${result.decision_note}`}
        </p>
        <Deciding result={result} />
      </section>
      <p className="quiet small" style={{ marginBottom: 8 }}>
        {t('duties.result.order')}
      </p>
      <Units units={result.units} />
    </>
  )
}

function Units({ units }: { units: Result['units'] }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  if (narrow)
    return (
      <div className="panel">
        <ul className="plain lines" aria-label={t('duties.result.units')}>
          {units.map((unit) => (
            <li key={unit.unit_id}>
              <span className="grow">
                {unit.unit_name}
                {unit.submitted_at && <span className="small quiet"> {moment(unit.submitted_at)}</span>}
              </span>
              <PunctualityChip punctuality={unit.punctuality} />
            </li>
          ))}
        </ul>
      </div>
    )
  return (
    <DenseTable
      caption={t('duties.result.units')}
      rows={units}
      idOf={(unit) => unit.unit_id}
      columns={[
        { key: 'unit', title: t('duties.page.unit'), render: (unit) => unit.unit_name },
        {
          key: 'punctuality',
          title: t('duties.result.punctuality'),
          width: 120,
          render: (unit) => <PunctualityChip punctuality={unit.punctuality} />,
        },
        {
          key: 'sent',
          title: t('duties.result.sent'),
          width: 170,
          render: (unit) => moment(unit.submitted_at),
        },
      ]}
      height="calc(100vh - 320px)"
    />
  )
}

const FORMATS = ['docx', 'pdf', 'xlsx'] as const

function Documents({ result }: { result: Result }) {
  const { t } = useTranslation()
  const download = useDownload()
  const name = t('duties.result.title', { title: result.title, period: result.period })
  return FORMATS.map((format) => (
    <Button
      key={format}
      loading={download.busy === format}
      onClick={() =>
        void download.save(
          format,
          () =>
            client.GET('/api/v1/report-results/{result_id}/document', {
              params: { path: { result_id: result.id }, query: { format } },
              parseAs: 'blob',
            }),
          `${name}.${format}`,
        )
      }
    >
      {format.toUpperCase()}
    </Button>
  ))
}

const ACTS = ['publish', 'refuse', 'withdraw'] as const

function Deciding({ result }: { result: Result }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [act, setAct] = useState<(typeof ACTS)[number] | null>(null)
  const open = ACTS.filter((one) => may(result, one))
  if (open.length === 0) return null
  const at = { path: { result_id: result.id }, header: { 'if-match': ifMatch(result.version) } }
  const run = (words: string) => {
    if (act === 'publish')
      return call(
        client.POST('/api/v1/report-results/{result_id}/publish', {
          params: at,
          body: { note: words || undefined },
        }),
      )
    return act === 'refuse'
      ? call(
          client.POST('/api/v1/report-results/{result_id}/refuse', { params: at, body: { reason: words } }),
        )
      : call(
          client.POST('/api/v1/report-results/{result_id}/withdraw', { params: at, body: { reason: words } }),
        )
  }
  return (
    <div className="actlist" style={{ marginTop: 10 }}>
      {open.map((one) => (
        <Button key={one} type={one === 'publish' ? 'primary' : 'default'} onClick={() => setAct(one)}>
          {t(`duties.result.act.${one}`)}
        </Button>
      ))}
      {act && (
        <ReasonDialog
          title={t(`duties.result.act.${act}`)}
          okText={t(`duties.result.act.${act}`)}
          danger={act === 'withdraw'}
          label={act === 'publish' ? t('duties.requests.note') : t('duties.requests.reason')}
          required={act !== 'publish'}
          run={run}
          onDone={() => {
            setAct(null)
            announce.good(t('common.done'))
            refresh()
          }}
          onClose={() => setAct(null)}
        >
          <p>{t(`duties.result.what.${act}`)}</p>
        </ReasonDialog>
      )}
    </div>
  )
}
