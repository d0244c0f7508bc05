import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { queryClient, useLabels } from '@/api/queries'
import type { Publication as Published } from '@/api/types'
import { moment } from '@/i18n/format'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { type PublicationAct, PublicationDialog } from './PublicationDialog'
import { Wording } from './Wording'

const TONES: Record<Published['outside'], string> = {
  approved: 'good',
  unapproved: '',
  stale: 'warn',
  key_matter: '',
  withheld: 'bad',
}

/** 公开: what may be said of the finding outside, who worded it and who approved it. */
export function Publication({ findingId, onDone }: { findingId: number; onDone: () => void }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [act, setAct] = useState<PublicationAct | null>(null)
  const key = ['finding', findingId, 'publication']
  const publication = useQuery({
    queryKey: key,
    queryFn: () =>
      call(
        client.GET('/api/v1/findings/{finding_id}/publication', {
          params: { path: { finding_id: findingId } },
        }),
      ),
  })
  const shown = publication.data
  return (
    <section className="panel" aria-labelledby="publication-title">
      <div className="headrow">
        <h2 id="publication-title">{t('finding.publication.title')}</h2>
        {shown && (
          <span className="row">
            <span className="chip">{label('publication_state', shown.state)}</span>
            <span className={`chip ${TONES[shown.outside]}`}>{label('outside', shown.outside)}</span>
          </span>
        )}
      </div>
      <ProblemNotice error={publication.error} onRetry={() => void publication.refetch()} />
      {publication.isPending && !publication.error && <Loading />}
      {shown && <Words shown={shown} />}
      {shown && <Acts shown={shown} onAct={setAct} />}
      {shown && act && (
        <PublicationDialog
          publication={shown}
          act={act}
          onClose={() => setAct(null)}
          onDone={(after) => {
            setAct(null)
            queryClient.setQueryData(key, after)
            onDone()
          }}
          onReload={() => {
            setAct(null)
            void publication.refetch()
          }}
        />
      )}
    </section>
  )
}

function Words({ shown }: { shown: Published }) {
  const { t } = useTranslation()
  const who: [string, string | undefined, string | null][] = [
    [t('finding.publication.draftedBy'), shown.drafted_by?.name, shown.drafted_at],
    [t('finding.publication.decidedBy'), shown.decided_by?.name, shown.decided_at],
  ]
  return (
    <div className="stack">
      {shown.withheld && (
        <p className="notice warn">
          {t('finding.publication.withheld', { reason: shown.withheld_reason ?? '' })}
        </p>
      )}
      {shown.stale && <p className="notice warn">{t('finding.publication.stale')}</p>}
      {shown.state === 'returned' && (
        <p className="notice warn">
          {t('finding.publication.returned', { note: shown.decision_note ?? '' })}
        </p>
      )}
      {shown.problem === null && <p className="quiet">{t('finding.publication.what')}</p>}
      <Wording problem={shown.problem} measures={shown.measures} progress={shown.progress} />
      <p className="small quiet">
        {who
          .filter(([, name]) => name)
          .map(([what, name, at]) => `${what} ${name} · ${at ? moment(at) : ''}`)
          .join(' / ')}
      </p>
    </div>
  )
}

function Acts({ shown, onAct }: { shown: Published; onAct: (act: PublicationAct) => void }) {
  const { t } = useTranslation()
  const offered = shown.allowed_actions.filter((one) => one.enabled)
  if (offered.length === 0) return null
  return (
    <div className="actlist" style={{ marginTop: 10 }}>
      {offered.map((one) => (
        <Button
          key={one.action}
          type={one.action === 'approve' ? 'primary' : 'default'}
          onClick={() => onAct(one.action as PublicationAct)}
        >
          {t(`finding.publication.${one.action as PublicationAct}`)}
        </Button>
      ))}
    </div>
  )
}
