import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { day } from '@/i18n/format'
import { EvidenceList } from '@/ui/files/EvidenceList'
import { EvidenceUpload } from '@/ui/files/EvidenceUpload'
import { ReasonDialog } from '@/ui/ReasonDialog'
import { refreshExemplars } from './queries'
import type { Exemplar } from './types'

type Act = Exemplar['acts'][number]
const TONE: Record<string, string> = { recommended: 'warn', confirmed: 'good', refused: 'bad' }

/** One good example, and what may be done with it now. */
export function ExemplarCard({ exemplar }: { exemplar: Exemplar }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [act, setAct] = useState<Act | null>(null)
  const note = exemplar.withdrawn_reason ?? exemplar.decision_note
  return (
    <li className="card">
      <div className="stack tight">
        <div className="row">
          <span className={`chip ${TONE[exemplar.state] ?? ''}`}>
            {label('exemplar_state', exemplar.state)}
          </span>
          <strong className="wrap-anywhere">{exemplar.title}</strong>
        </div>
        <p className="wrap-anywhere" style={{ whiteSpace: 'pre-wrap' }}>
          {exemplar.text}
        </p>
        <span className="small quiet">
          {[
            exemplar.unit.name,
            exemplar.person,
            exemplar.confirmed_on && t('outcomes.confirmedOn', { day: day(exemplar.confirmed_on) }),
            exemplar.campaign.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {note && <p className="small wrap-anywhere">{note}</p>}
        <EvidenceList files={exemplar.files} />
        {exemplar.acts.length > 0 && (
          <div className="row">
            {exemplar.acts.map((one) => (
              <Button
                key={one}
                size="small"
                aria-label={`${t(`outcomes.act.${one}`)}:${exemplar.title}`}
                onClick={() => setAct(one)}
              >
                {t(`outcomes.act.${one}`)}
              </Button>
            ))}
            <EvidenceUpload
              owner={{ type: 'exemplar', id: exemplar.id }}
              label={t('outcomes.addFile')}
              onDone={refreshExemplars}
            />
          </div>
        )}
        {act && <Deciding exemplar={exemplar} act={act} onClose={() => setAct(null)} />}
      </div>
    </li>
  )
}

function Deciding({ exemplar, act, onClose }: { exemplar: Exemplar; act: Act; onClose: () => void }) {
  const { t } = useTranslation()
  const title = t(`outcomes.act.${act}`)
  const params = { path: { exemplar_id: exemplar.id }, header: { 'if-match': ifMatch(exemplar.version) } }
  return (
    <ReasonDialog
      title={title}
      okText={title}
      label={t('outcomes.words')}
      required={act !== 'confirm'}
      danger={act === 'withdraw'}
      run={(words) =>
        act === 'withdraw'
          ? call(
              client.POST('/api/v1/exemplars/{exemplar_id}/withdrawal', { params, body: { reason: words } }),
            )
          : call(
              client.POST('/api/v1/exemplars/{exemplar_id}/decision', {
                params,
                body: { confirm: act === 'confirm', note: words || null },
              }),
            )
      }
      onDone={() => {
        onClose()
        refreshExemplars()
      }}
      onClose={onClose}
    >
      <p className="wrap-anywhere">{exemplar.title}</p>
    </ReasonDialog>
  )
}
