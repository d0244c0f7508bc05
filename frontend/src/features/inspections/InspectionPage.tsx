import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { nameFrom, saveBlob } from '@/api/download'
import { ApiProblem } from '@/api/problem'
import type { InspectionWhole } from '@/api/types'
import { number } from '@/i18n/format'
import { useAnnounce } from '@/ui/announce'
import { LinkButton } from '@/ui/LinkButton'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { period } from './period'

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
          <Save
            label={t('inspections.docx')}
            name={`${inspection.title}.docx`}
            fetcher={() => fetchDocx(id)}
          />
          <Save label={t('inspections.pdf')} name={`${inspection.title}.pdf`} fetcher={() => fetchPdf(id)} />
          <Save
            label={t('inspections.xlsx')}
            name={`${inspection.title}.xlsx`}
            fetcher={() => fetchLedger(id)}
          />
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
    </>
  )
}

const fetchDocx = (id: number) =>
  client.GET('/api/v1/inspections/{inspection_id}/report.docx', {
    params: { path: { inspection_id: id } },
    parseAs: 'blob',
  })
const fetchPdf = (id: number) =>
  client.GET('/api/v1/inspections/{inspection_id}/report.pdf', {
    params: { path: { inspection_id: id } },
    parseAs: 'blob',
  })
const fetchLedger = (id: number) =>
  client.GET('/api/v1/findings/export.xlsx', { params: { query: { inspection_id: id } }, parseAs: 'blob' })

interface SaveProps {
  label: string
  name: string
  fetcher: () => Promise<{ data?: unknown; error?: unknown; response: Response }>
}

/** Generating takes a moment: the button says so, and the page stays usable. */
function Save({ label, name, fetcher }: SaveProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  async function save(): Promise<void> {
    setBusy(true)
    try {
      const answer = await fetcher()
      if (!answer.response.ok) throw new ApiProblem(answer.response.status, answer.error)
      const given = nameFrom(answer.response.headers.get('Content-Disposition'), name)
      saveBlob(answer.data as Blob, given)
      announce.good(t('inspections.saved', { name: given }))
    } catch (refused) {
      announce.bad(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={() => void save()}>
      {busy ? t('inspections.preparing') : label}
    </Button>
  )
}
