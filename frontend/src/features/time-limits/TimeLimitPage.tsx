import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { Loading } from '@/ui/Loading'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { AddVersionDialog } from './AddVersionDialog'
import { askAgain, type TimeLimit, type TimeTerms, type TimeVersion, useTimeLimit } from './api'
import { Calculator } from './Calculator'
import { EndVersionDialog } from './EndVersionDialog'
import { LimitMarks, LimitWords, SourceWords } from './TermsWords'

/** One rule: what it says, where it stands, its versions, and what is due when. */
export function TimeLimitPage({ code }: { code: string }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [adding, setAdding] = useState(false)
  const found = useTimeLimit(code)
  const limit = found.data
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
  if (!limit) return <Loading />
  return (
    <>
      <PageHead title={`${limit.code} ${limit.title}`}>
        <Link to="/time-limits" className="middle">
          {t('timeLimits.back')}
        </Link>
        {limit.may_add && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('timeLimits.add')}
          </Button>
        )}
      </PageHead>
      <div className="twocol">
        <div>
          <What limit={limit} />
          <Versions limit={limit} />
        </div>
        {limit.terms?.period && <Calculator code={code} terms={limit.terms} />}
      </div>
      {adding && (
        <AddVersionDialog
          limit={limit}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false)
            announce.good(t('timeLimits.added'))
            askAgain()
          }}
        />
      )}
    </>
  )
}

function What({ limit }: { limit: TimeLimit }) {
  const { t } = useTranslation()
  const { terms } = limit
  return (
    <section className="panel stack" aria-labelledby="what-title">
      <h2 id="what-title">
        <LimitWords limit={limit} terms={terms} />
      </h2>
      <div className="row" style={{ gap: 6 }}>
        <LimitMarks limit={limit} terms={terms} />
      </div>
      {limit.text && <p>{limit.text}</p>}
      {terms && <Facts limit={limit} terms={terms} />}
      {terms && !terms.period && <p className="quiet">{t('timeLimits.noLimit')}</p>}
    </section>
  )
}

function Facts({ limit, terms }: { limit: TimeLimit; terms: TimeTerms }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const longer = terms.extension
  const facts: [string, ReactNode][] = [
    [t('timeLimits.source'), <SourceWords key="source" terms={terms} />],
    [t('timeLimits.confidence'), label('time_confidence', terms.confidence)],
    [t('timeLimits.begins'), terms.start_event],
    [t('timeLimits.suspends'), terms.suspends],
    [
      t('timeLimits.longer'),
      longer &&
        [
          longer.approved_by
            ? t('timeLimits.longerBy', { words: longer.words, by: longer.approved_by })
            : longer.words,
          longer.told && t('timeLimits.told', { who: longer.told }),
        ]
          .filter(Boolean)
          .join(';'),
    ],
    [
      t('timeLimits.warns'),
      terms.warn_before.length > 0 && t('timeLimits.warnDays', { days: terms.warn_before.join('、') }),
    ],
    [t('timeLimits.late'), terms.consequence],
    [
      t('timeLimits.moves'),
      terms.period && terms.period.unit !== 'hour' && t(`timeLimits.${limit.moves ? 'movesOn' : 'staysPut'}`),
    ],
  ]
  return (
    <dl className="cardfacts timefacts">
      {facts
        .filter(([, said]) => said)
        .map(([name, said]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="wrap-anywhere">{said}</dd>
          </div>
        ))}
    </dl>
  )
}

function Versions({ limit }: { limit: TimeLimit }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [ending, setEnding] = useState<TimeVersion | null>(null)
  return (
    <section className="panel" aria-labelledby="versions-title">
      <h2 id="versions-title">{t('timeLimits.versions')}</h2>
      <ul className="plain lines">
        {limit.versions.map((version) => (
          <Version
            key={version.id ?? `national-${version.effective_from}`}
            limit={limit}
            version={version}
            onEnd={() => setEnding(version)}
          />
        ))}
      </ul>
      {ending && (
        <EndVersionDialog
          code={limit.code}
          version={ending}
          onClose={() => setEnding(null)}
          onDone={(day) => {
            setEnding(null)
            announce.good(t('timeLimits.ended', { day }))
            askAgain()
          }}
        />
      )}
    </section>
  )
}

function Version(props: { limit: TimeLimit; version: TimeVersion; onEnd: () => void }) {
  const { t } = useTranslation()
  const { limit, version } = props
  const { effective_from: from, effective_to: to } = version
  return (
    <li>
      <span className="chip">{version.owner?.name ?? t('timeLimits.national')}</span>
      <LimitWords limit={limit} terms={version} />
      {version.in_force && <span className="chip good">{t('timeLimits.inForce')}</span>}
      {version.overtaken && <span className="chip warn">{t('timeLimits.overtaken')}</span>}
      {!version.verified && <span className="chip warn">{t('timeLimits.unverified')}</span>}
      <span className="small quiet">
        {from && to && t('timeLimits.span', { from, to })}
        {from && !to && t('timeLimits.from', { from })}
        {!from && to && t('timeLimits.until', { to })}
      </span>
      <span className="small quiet grow wrap-anywhere">
        <SourceWords terms={version} />
        {version.created_by_name && ` · ${version.created_by_name}`}
      </span>
      {version.may_end && (
        <Button
          size="small"
          aria-label={t('timeLimits.endOf', { unit: version.owner?.name })}
          onClick={props.onEnd}
        >
          {t('timeLimits.end')}
        </Button>
      )}
    </li>
  )
}
