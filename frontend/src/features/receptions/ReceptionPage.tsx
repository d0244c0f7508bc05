import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { day, moment } from '@/i18n/format'
import { LinkButton } from '@/ui/LinkButton'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { PortalCode } from './PortalCode'
import { useReception } from './queries'
import { ReceptionDialog } from './ReceptionDialog'
import type { Reception } from './types'

/** How one unit receives complaints, what it lacks, and the code that leads people to it. */
export function ReceptionPage({ unitId }: { unitId: number }) {
  const reception = useReception(unitId)
  if (reception.error && !reception.data)
    return <ProblemNotice error={reception.error} onRetry={() => void reception.refetch()} />
  if (!reception.data) return <Loading />
  return <Whole reception={reception.data} />
}

function Whole({ reception }: { reception: Reception }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  return (
    <>
      <PageHead
        title={t('receptions.of', { name: reception.unit.name })}
        extra={reception.published && <span className="chip good">{t('receptions.published')}</span>}
      >
        <LinkButton to="/receptions">{t('receptions.title')}</LinkButton>
        {reception.may_change && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t(reception.version === 0 ? 'receptions.fill' : 'receptions.change')}
          </Button>
        )}
      </PageHead>
      <div className="findingcols">
        <div>
          <Needed reception={reception} />
          <Said reception={reception} />
        </div>
        <aside aria-label={t('receptions.code')} style={{ order: 0 }}>
          <PortalCode reception={reception} />
        </aside>
      </div>
      {editing && <ReceptionDialog reception={reception} onClose={() => setEditing(false)} />}
    </>
  )
}

/** Each thing the unit must have, and whether it has it: said in words, not by colour alone. */
function Needed({ reception }: { reception: Reception }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const missing = new Set<string>(reception.lacks)
  return (
    <section className="panel" aria-labelledby="needed-title">
      <h2 id="needed-title">
        {missing.size === 0 ? t('receptions.complete') : t('receptions.lacking', { count: missing.size })}
      </h2>
      {missing.size > 0 && (
        <ul>
          {reception.lacks.map((lack) => (
            <li key={lack}>{label('reception_lack', lack)}</li>
          ))}
        </ul>
      )}
      <p className="small quiet">{t('receptions.neededWhat', { count: reception.needed.length })}</p>
    </section>
  )
}

function Said({ reception }: { reception: Reception }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const persons = reception.persons.map(({ name, post, full_time }) =>
    t(full_time ? 'receptions.fullTimePerson' : 'receptions.partTimePerson', { name, post }),
  )
  const facts: [string, ReactNode][] = [
    [t('receptions.level'), label('hospital_level', reception.hospital_level)],
    [t('receptions.office'), reception.office],
    [t('receptions.place'), reception.place],
    [t('receptions.phones'), reception.phones.join(t('receptions.comma'))],
    [t('receptions.hours'), reception.hours],
    [t('receptions.mailbox'), reception.mailbox],
    [t('receptions.email'), reception.email],
    [t('receptions.postAddress'), reception.post_address],
    [t('receptions.persons'), persons.join(t('receptions.comma'))],
    [t('receptions.leaderLine'), reception.leader_line],
    [t('receptions.leaderMailbox'), reception.leader_mailbox],
    [t('receptions.outpatientSign'), day(reception.outpatient_sign_seen_on)],
    [t('receptions.inpatientSign'), day(reception.inpatient_sign_seen_on)],
    [t('receptions.published'), t(reception.published ? 'common.yes' : 'common.no')],
  ]
  return (
    <section className="panel" aria-labelledby="said-title">
      <h2 id="said-title">{t('receptions.said')}</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || '—'}</dd>
          </div>
        ))}
      </dl>
      {reception.changed_at && (
        <p className="small quiet" style={{ marginTop: 8 }}>
          {t('receptions.changedBy', {
            name: reception.changed_by_name ?? '',
            at: moment(reception.changed_at),
          })}
        </p>
      )}
    </section>
  )
}
