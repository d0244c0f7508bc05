import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { moment, number } from '@/i18n/format'
import { type Column, DenseTable } from '@/ui/DenseTable'
import { LinkButton } from '@/ui/LinkButton'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { PrintedCode } from '@/ui/PrintedCode'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { useDownload } from '@/ui/useDownload'
import { AcceptanceChip } from './AcceptanceCard'
import { answers, VERDICTS } from './counts'
import { LookBackDialog } from './LookBackDialog'
import { refresh, useAcceptance } from './queries'
import type { Acceptance, Counts } from './types'

/** What people say of one finding that was closed, and what the office found when it looked again. */
export function AcceptancePage({ acceptanceId }: { acceptanceId: number }) {
  const acceptance = useAcceptance(acceptanceId)
  if (acceptance.error && !acceptance.data)
    return <ProblemNotice error={acceptance.error} onRetry={() => void acceptance.refetch()} />
  if (!acceptance.data) return <Loading />
  return <Whole acceptance={acceptance.data} />
}

function Whole({ acceptance }: { acceptance: Acceptance }) {
  const { t } = useTranslation()
  return (
    <>
      <PageHead
        title={t('acceptances.of', { code: acceptance.finding.code })}
        extra={<AcceptanceChip state={acceptance.state} />}
      >
        <LinkButton to="/acceptances">{t('acceptances.title')}</LinkButton>
      </PageHead>
      <div className="findingcols">
        <div>
          <section className="panel stack" aria-label={t('acceptances.finding')}>
            <Link to="/findings/$findingId" params={{ findingId: String(acceptance.finding.id) }}>
              {acceptance.finding.problem}
            </Link>
            <span className="small quiet">
              {acceptance.unit.name} ·{' '}
              {t(acceptance.asking ? 'acceptances.asksUntil' : 'acceptances.askedUntil', {
                closed: acceptance.closed_on,
                until: acceptance.ends_on,
              })}
            </span>
          </section>
          <Said acceptance={acceptance} />
          <Compared acceptance={acceptance} />
          <LookedBack acceptance={acceptance} />
          <Words acceptance={acceptance} />
        </div>
        <aside aria-label={t('acceptances.code')} style={{ order: 0 }}>
          <Code acceptance={acceptance} />
        </aside>
      </div>
    </>
  )
}

interface SaidRow {
  id: number
  name: string
  counts: Counts
}

function Said({ acceptance }: { acceptance: Acceptance }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const rows: SaidRow[] = [
    {
      id: 1,
      name: t('acceptances.receipts', { asked: acceptance.asked }),
      counts: acceptance.by_receipt,
    },
    { id: 2, name: t('acceptances.door'), counts: acceptance.at_door },
  ]
  const columns: Column<SaidRow>[] = [
    { key: 'who', title: t('acceptances.who'), render: (row) => row.name },
    ...VERDICTS.map(
      (verdict): Column<SaidRow> => ({
        key: verdict,
        title: label('acceptance_verdict', verdict),
        width: 100,
        numeric: true,
        render: (row) => number(row.counts[verdict]),
      }),
    ),
    {
      key: 'answered',
      title: t('acceptances.answered'),
      width: 100,
      numeric: true,
      render: (row) => number(answers(row.counts)),
    },
  ]
  return (
    <section className="panel stack" aria-labelledby="said-title">
      <h2 id="said-title">{t('acceptances.said')}</h2>
      <DenseTable caption={t('acceptances.said')} columns={columns} rows={rows} idOf={(row) => row.id} />
    </section>
  )
}

function Compared({ acceptance }: { acceptance: Acceptance }) {
  const { t } = useTranslation()
  const spans = acceptance.comparison
  return (
    <section className="panel stack" aria-labelledby="compared-title">
      <h2 id="compared-title">{t('acceptances.compared')}</h2>
      {spans ? (
        <>
          <div className="figures" style={{ marginBottom: 0 }}>
            <div className="figure">
              {t('acceptances.beforeClosing', { days: spans.days })}
              <b>{number(spans.before)}</b>
              <span className="small quiet">
                {t('acceptances.span', { from: spans.before_from, to: spans.closed_on })}
              </span>
            </div>
            <div className="figure">
              {t('acceptances.afterClosing', { days: spans.days })}
              <b>{number(spans.after)}</b>
              <span className="small quiet">
                {t('acceptances.span', { from: spans.closed_on, to: spans.after_until })}
              </span>
            </div>
          </div>
          <p className="small quiet">{t('acceptances.comparedWhat')}</p>
        </>
      ) : (
        <p className="quiet">{t('acceptances.notCompared')}</p>
      )}
    </section>
  )
}

function LookedBack({ acceptance }: { acceptance: Acceptance }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [looking, setLooking] = useState(false)
  const result = acceptance.look_back_result
  if (!result && acceptance.state !== 'disputed') return null
  return (
    <section className="panel stack" aria-labelledby="look-title">
      <div className="headrow">
        <h2 id="look-title">{t('acceptances.lookBack')}</h2>
        {acceptance.may_look_back && (
          <div className="side">
            <Button type="primary" onClick={() => setLooking(true)}>
              {t('acceptances.record')}
            </Button>
          </div>
        )}
      </div>
      {result ? (
        <>
          <p>
            <b>{label('look_back_result', result)}</b>
          </p>
          <p className="pre wrap-anywhere">{acceptance.look_back_text}</p>
          <p className="small quiet">
            {acceptance.looked_back_by_name} · {moment(acceptance.looked_back_at)}
          </p>
          {acceptance.request_id !== null && <p className="small">{t('acceptances.requested')}</p>}
        </>
      ) : (
        <p className="quiet">{acceptance.may_not_reason ?? t('acceptances.lookBackWhat')}</p>
      )}
      {looking && (
        <LookBackDialog
          acceptance={acceptance}
          onClose={() => setLooking(false)}
          onDone={() => {
            setLooking(false)
            refresh()
          }}
        />
      )}
    </section>
  )
}

function Words({ acceptance }: { acceptance: Acceptance }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  if (acceptance.words.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="words-title">
      <h2 id="words-title">{t('acceptances.words')}</h2>
      <p className="small quiet">{t('acceptances.wordsWhat')}</p>
      <ul className="plain cards">
        {acceptance.words.map((word) => (
          <li key={`${word.answered_at}-${word.text}`} className="card">
            <p className="pre wrap-anywhere">{word.text}</p>
            <span className="small quiet">
              {[
                label('acceptance_verdict', word.verdict),
                t(word.complained ? 'acceptances.complainant' : 'acceptances.visitor'),
                moment(word.answered_at),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Code({ acceptance }: { acceptance: Acceptance }) {
  const { t } = useTranslation()
  const download = useDownload()
  const fetching = (format: 'svg' | 'pdf') =>
    client.GET('/api/v1/acceptances/{acceptance_id}/code', {
      params: { path: { acceptance_id: acceptance.id }, query: { format } },
      parseAs: 'blob',
    })
  const title = t('acceptances.codeOf', { unit: acceptance.unit.name })
  return (
    <section className="panel stack" aria-labelledby="code-title">
      <h2 id="code-title">{t('acceptances.code')}</h2>
      <p className="small quiet">{t('acceptances.codeWhat', { until: acceptance.ends_on })}</p>
      <PrintedCode
        of={['acceptance', acceptance.id]}
        load={() => call(fetching('svg')) as Promise<unknown> as Promise<Blob>}
        mediaType="image/svg+xml"
        title={title}
        lines={[t('acceptances.codeLine', { until: acceptance.ends_on })]}
      />
      <div>
        <Button
          loading={download.busy !== null}
          onClick={() => void download.save('poster', () => fetching('pdf'), `${title}.pdf`)}
        >
          {t('acceptances.poster')}
        </Button>
      </div>
    </section>
  )
}
