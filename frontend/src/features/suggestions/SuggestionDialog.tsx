import { Link } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { day } from '@/i18n/format'
import { Loading } from '@/ui/Loading'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { FindingDialog } from './FindingDialog'
import { refresh, useSuggestion } from './queries'
import type { Suggestion } from './types'

type Act = Suggestion['acts'][number]

/** One suggestion: what was said, those that say the same, and what becomes of it. */
export function SuggestionDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation()
  const suggestion = useSuggestion(id)
  return (
    <Modal open title={t('suggestions.one')} footer={null} onCancel={onClose} width={640}>
      <ProblemNotice error={suggestion.error} onRetry={() => void suggestion.refetch()} />
      {suggestion.isPending && !suggestion.error && <Loading />}
      {suggestion.data && <Whole suggestion={suggestion.data} />}
    </Modal>
  )
}

function Whole({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [act, setAct] = useState<Act | null>(null)
  const shut = () => setAct(null)
  const done = () => {
    shut()
    refresh()
  }
  const facts: [string, string | null][] = [
    [t('suggestions.state'), label('suggestion_state', suggestion.state)],
    [t('suggestions.unit'), suggestion.unit.name],
    [t('suggestions.channel'), label('suggestion_channel', suggestion.channel)],
    [t('suggestions.giver'), label('suggestion_giver', suggestion.giver)],
    [t('suggestions.receivedOn'), day(suggestion.received_on)],
    [t('suggestions.enteredBy'), suggestion.entered_by_name ?? t('common.files.fromPublic')],
    [t('suggestions.contact'), suggestion.contact],
    [t('suggestions.note'), suggestion.decision_note],
  ]
  return (
    <div className="stack">
      <p className="wrap-anywhere" style={{ whiteSpace: 'pre-wrap' }}>
        {suggestion.text}
      </p>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {suggestion.finding_id && (
        <Link to="/findings/$findingId" params={{ findingId: String(suggestion.finding_id) }}>
          {t('suggestions.openFinding')}
        </Link>
      )}
      {suggestion.similar.length > 0 && (
        <section aria-labelledby="similar-title">
          <h3 id="similar-title">{t('suggestions.similar')}</h3>
          <ul className="small">
            {suggestion.similar.map((one) => (
              <li key={one.id} className="wrap-anywhere">
                {`${one.text}(${one.unit.name},${label('suggestion_state', one.state)})`}
              </li>
            ))}
          </ul>
        </section>
      )}
      {suggestion.acts.length > 0 && (
        <div className="row">
          {suggestion.acts.map((one) => (
            <Button key={one} type={one === 'adopt' ? 'primary' : 'default'} onClick={() => setAct(one)}>
              {t(`suggestions.act.${one}`)}
            </Button>
          ))}
        </div>
      )}
      {act === 'to_finding' && <FindingDialog suggestion={suggestion} onClose={shut} onDone={done} />}
      {(act === 'adopt' || act === 'decline') && (
        <ReasonDialog
          title={t(`suggestions.act.${act}`)}
          okText={t(`suggestions.act.${act}`)}
          label={t(act === 'adopt' ? 'suggestions.willDo' : 'suggestions.whyNot')}
          required={act === 'decline'}
          run={(words) =>
            call(
              client.POST('/api/v1/suggestions/{suggestion_id}/decision', {
                params: {
                  path: { suggestion_id: suggestion.id },
                  header: { 'if-match': ifMatch(suggestion.version) },
                },
                body: { adopt: act === 'adopt', note: words || null },
              }),
            )
          }
          onDone={done}
          onClose={shut}
        />
      )}
    </div>
  )
}
