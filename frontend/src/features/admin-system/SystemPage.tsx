import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useMay, useMe } from '@/api/queries'
import { checks } from '@/i18n/en-US/checks'
import { fileSize, moment, number } from '@/i18n/format'
import { Barred } from '@/ui/Barred'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { bySeverity, type Finding, type Severity, type Status, uptimeOf } from './status'

export function SystemPage() {
  const me = useMe()
  const may = useMay()
  if (!me.data) return me.error ? <ProblemNotice error={me.error} /> : <Loading />
  return may('system.read') ? <System /> : <Barred page="system" />
}

/** What the service says of itself: whether it is well, what is unsafe around it, and what to do about it. */
function System() {
  const { t } = useTranslation()
  const asked = useQuery({
    queryKey: ['system', 'status'],
    staleTime: 0,
    queryFn: () => call(client.GET('/api/v1/system/status')),
  })
  const status = asked.data
  return (
    <>
      <PageHead title={t('system.title')}>
        {asked.dataUpdatedAt > 0 && (
          <span className="quiet small" style={{ alignSelf: 'center' }}>
            {t('system.checkedAt', { at: moment(new Date(asked.dataUpdatedAt).toISOString()) })}
          </span>
        )}
        <Button loading={asked.isFetching} onClick={() => void asked.refetch()}>
          {t('system.refresh')}
        </Button>
      </PageHead>
      <ProblemNotice error={asked.error} onRetry={() => void asked.refetch()} />
      {asked.isPending && !asked.error && <Loading />}
      {status && (
        <>
          <div className={`notice ${status.ready ? 'good' : 'bad'}`} role="status">
            <strong>{status.ready ? t('system.ready') : t('system.notReady')}</strong>
          </div>
          <Findings findings={status.findings} />
          <div className="twocol">
            <Parts status={status} />
            <Services status={status} />
          </div>
          <Facts status={status} />
        </>
      )}
    </>
  )
}

const TONES: Record<Severity, string> = { error: 'bad', warning: 'warn', info: '' }

function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-labelledby="findings-title">
      <h2 id="findings-title">{t('system.findings')}</h2>
      {findings.length === 0 && <p>{t('system.noFindings')}</p>}
      {bySeverity(findings).map(([severity, found]) => (
        <div key={severity} style={{ marginTop: 8 }}>
          <h3>
            <span className={`chip ${TONES[severity]}`}>
              {t(`system.severity.${severity}`)} {found.length}
            </span>
          </h3>
          <ul className="plain lines">
            {found.map((finding) => (
              <li key={`${finding.code}-${finding.message}`}>
                <span className="grow wrap-anywhere">
                  <Words finding={finding} />
                  <span className="small quiet block">{finding.code}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** The service speaks Chinese; what it finds is said in English by its code to who reads English. */
function Words({ finding }: { finding: Finding }) {
  const { i18n } = useTranslation()
  const english = i18n.language === 'en-US' ? checks[finding.code] : undefined
  return english ?? <span lang="zh-CN">{finding.message}</span>
}

function Parts({ status }: { status: Status }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-labelledby="parts-title">
      <h2 id="parts-title">{t('system.parts')}</h2>
      <ul className="plain lines">
        {status.parts.map((part) => (
          <li key={part.name}>
            <span className="grow wrap-anywhere">
              {t(`system.part.${part.name}`)}
              {part.essential && <span className="small quiet"> · {t('system.essential')}</span>}
              <span className="small quiet block" lang="zh-CN">
                {part.detail}
              </span>
            </span>
            <span className={`chip ${part.ok ? 'good' : 'bad'}`}>
              {part.ok ? t('system.ok') : t('system.notOk')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Services({ status }: { status: Status }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-labelledby="services-title">
      <h2 id="services-title">{t('system.services')}</h2>
      <ul className="plain lines">
        {status.services.map((service) => (
          <li key={service.name}>
            <span className="grow">{t(`system.service.${service.name}`)}</span>
            {!service.configured ? (
              <span className="chip">{t('system.notConfigured')}</span>
            ) : (
              <span className={`chip ${service.reachable ? 'good' : 'bad'}`}>
                {service.reachable ? t('system.reachable') : t('system.unreachable')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ status }: { status: Status }) {
  const { t } = useTranslation()
  const { engine, storage, jobs, last_checkpoint: point, last_backup: backup } = status
  const up = uptimeOf(status.uptime_seconds)
  const revision = { revision: status.schema_revision ?? '—' }
  const size = (bytes: number | null) => (bytes === null ? t('system.unknown') : fileSize(bytes))
  const facts: [string, ReactNode][] = [
    [t('system.version'), status.version],
    [t('system.environment'), t(`system.environments.${status.environment}`)],
    [t('system.engine'), [ENGINES[engine.name], engine.version, engine.encoding].filter(Boolean).join(' · ')],
    [
      t('system.schema'),
      status.schema_current ? t('system.schemaCurrent', revision) : t('system.schemaOld', revision),
    ],
    [t('system.startedAt'), moment(status.started_at)],
    [t('system.uptime'), up.days > 0 ? t('system.days', up) : t('system.hours', up)],
    [t('system.databaseBytes'), size(storage.database_bytes)],
    [
      t('system.files'),
      storage.files === null
        ? t('system.unknown')
        : t('system.filesOf', { count: storage.files, size: size(storage.files_bytes) }),
    ],
    [t('system.freeBytes'), size(storage.free_bytes)],
    [
      t('system.jobs'),
      jobs ? (
        <>
          {t('system.jobsOf', {
            waiting: number(jobs.waiting),
            due: number(jobs.due),
            dead: number(jobs.dead),
          })}
          {jobs.oldest && (
            <span className="small quiet block">{t('system.jobsOldest', { at: moment(jobs.oldest) })}</span>
          )}
        </>
      ) : (
        t('system.unknown')
      ),
    ],
    [
      t('system.checkpoint'),
      point
        ? t('system.checkpointOf', { position: number(point.position), at: moment(point.at) })
        : t('system.noCheckpoint'),
    ],
    [
      t('system.backup'),
      backup
        ? t('system.backupOf', { at: moment(backup.at), size: fileSize(backup.size) })
        : t('system.noBackup'),
    ],
  ]
  return (
    <section className="panel" aria-labelledby="facts-title">
      <h2 id="facts-title">{t('system.facts')}</h2>
      <dl className="facts short">
        {facts.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const ENGINES = { sqlite: 'SQLite', postgresql: 'PostgreSQL' }
