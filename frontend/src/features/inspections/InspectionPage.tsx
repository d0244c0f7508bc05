import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useMay } from '@/api/queries'
import type { InspectionWhole } from '@/api/types'
import { number } from '@/i18n/format'
import { LinkButton } from '@/ui/LinkButton'
import { ListExport } from '@/ui/ListExport'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { period } from './period'
import { ReportDialog } from './ReportDialog'

type Search = {
  inspection_id: number
  light?: 'red'
  closure_state?: 'closed'
  key_matter?: true
  published_status?: 'done' | 'staged'
}

export function InspectionPage({ inspectionId }: { inspectionId: number }) {
  const inspection = useQuery({
    queryKey: ['inspections', inspectionId],
    queryFn: () =>
      call(
        client.GET('/api/v1/inspections/{inspection_id}', {
          params: { path: { inspection_id: inspectionId } },
        }),
      ),
  })
  if (inspection.error)
    return <ProblemNotice error={inspection.error} onRetry={() => void inspection.refetch()} />
  if (!inspection.data) return <Loading />
  return <Whole inspection={inspection.data} />
}

function Whole({ inspection }: { inspection: InspectionWhole }) {
  const { t } = useTranslation()
  const may = useMay()
  const [writing, setWriting] = useState(false)
  const { totals, id } = inspection
  const figures: [keyof typeof totals, Search | null, string][] = [
    ['findings', { inspection_id: id }, ''],
    ['key_matters', { inspection_id: id, key_matter: true }, ''],
    ['done', { inspection_id: id, published_status: 'done' }, ''],
    ['staged', { inspection_id: id, published_status: 'staged' }, ''],
    ['open', null, ''],
    ['closed', { inspection_id: id, closure_state: 'closed' }, ''],
    ['overdue', { inspection_id: id, light: 'red' }, 'red'],
    ['measures', null, ''],
    ['measures_accepted', null, ''],
  ]
  const facts: [string, string | null][] = [
    [t('inspections.unit'), inspection.unit.name],
    [t('inspections.col.body'), inspection.body],
    [t('inspections.party'), inspection.party],
    [t('inspections.ordered'), inspection.ordered_by],
    [t('inspections.col.period'), period(inspection)],
    [t('inspections.col.feedback'), inspection.feedback_on],
    [t('inspections.rules'), inspection.rules_built == null ? null : number(inspection.rules_built)],
    [t('inspections.checks'), inspection.checks_held == null ? null : number(inspection.checks_held)],
  ]
  return (
    <>
      <PageHead title={inspection.title}>
        <LinkButton to="/findings" search={{ inspection_id: id }} primary>
          {t('inspections.openLedger')}
        </LinkButton>
      </PageHead>
      <h2 style={{ marginBottom: 8 }}>{t('inspections.totals')}</h2>
      <div className="figures">
        {figures.map(([name, search, tone]) => {
          const inner = (
            <>
              {t(`inspections.names.${name}`)}
              <b>{number(totals[name])}</b>
            </>
          )
          const shown = `figure ${totals[name] > 0 ? tone : ''}`
          return search ? (
            <Link key={name} to="/findings" search={search} className={shown}>
              {inner}
            </Link>
          ) : (
            <div key={name} className={shown}>
              {inner}
            </div>
          )
        })}
      </div>
      <section className="panel" aria-labelledby="downloads-title">
        <h2 id="downloads-title">{t('inspections.downloads')}</h2>
        <div className="actlist">
          {may('report.write') && (
            <Button type="primary" onClick={() => setWriting(true)}>
              {t('inspections.write')}
            </Button>
          )}
          <ListExport query={{ inspection_id: id }} label={t('inspections.lists')} />
        </div>
      </section>
      <section className="panel" aria-labelledby="facts-title">
        <h2 id="facts-title">{t('inspections.facts')}</h2>
        <dl className="facts">
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </section>
      {writing && <ReportDialog inspection={inspection} onClose={() => setWriting(false)} />}
    </>
  )
}
