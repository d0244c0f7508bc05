import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client, ifMatch } from '@/api/client'
import { useLabels } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { Field } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { WhyNot } from '@/ui/WhyNot'
import { ACTS, type Act, isAct, needsReason } from './acts'
import { refresh } from './queries'
import { TemplateDialog } from './TemplateDialog'
import type { Allowed, Campaign } from './types'

const PRIMARY = new Set(['issue', 'resume', 'summarise', 'close', 'archive'])

/** What may be done with the campaign as a whole: what can as buttons, what cannot with the reason. */
export function ActionPanel({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation()
  const { actionLabel } = useLabels()
  const [chosen, setChosen] = useState<Allowed | null>(null)
  const [template, setTemplate] = useState(false)
  const known = campaign.allowed_actions.filter(({ action }) => isAct(action))
  const open = known.filter((action) => action.enabled)
  const shut = known.filter((action) => !action.enabled)
  // Who takes part works on the pages of the unit; there is nothing to say here.
  if (known.length === 0 && !campaign.sees_all) return null
  return (
    <section className="panel" aria-labelledby="actions-title">
      <h2 id="actions-title">{t('campaigns.actions')}</h2>
      {open.length === 0 && <p className="quiet">{t('campaigns.noActions')}</p>}
      <div className="actlist">
        {open.map((action) => (
          <Button
            key={action.action}
            type={PRIMARY.has(action.action) ? 'primary' : 'default'}
            onClick={() => setChosen(action)}
          >
            {actionLabel(action)}
          </Button>
        ))}
        {campaign.sees_all && (
          <Button onClick={() => setTemplate(true)}>{t('campaigns.templates.save')}</Button>
        )}
      </div>
      <WhyNot actions={shut} summary={t('campaigns.notNow')} label={actionLabel} open={open.length === 0} />
      {chosen && <ActDialog campaign={campaign} action={chosen} onClose={() => setChosen(null)} />}
      {template && <TemplateDialog campaign={campaign} onClose={() => setTemplate(false)} />}
    </section>
  )
}

function ActDialog(props: { campaign: Campaign; action: Allowed; onClose: () => void }) {
  const { t } = useTranslation()
  const { actionLabel } = useLabels()
  const announce = useAnnounce()
  const { campaign, onClose } = props
  const act = props.action.action as Act
  const word = actionLabel(props.action)
  const [reason, setReason] = useState('')
  const submission = useSubmit({
    run: () =>
      call(
        client.POST(ACTS[act], {
          params: { path: { campaign_id: campaign.id }, header: { 'if-match': ifMatch(campaign.version) } },
          body: { reason: reason.trim() || undefined },
        }),
      ),
    onDone: () => {
      announce.good(t('campaigns.acted', { act: word }))
      refresh(campaign.id)
      onClose()
    },
    onReload: () => refresh(campaign.id),
    typed: () => reason,
  })
  return (
    <SubmitDialog
      title={word}
      okText={word}
      submission={submission}
      disabled={needsReason(act) && !reason.trim()}
      danger={act === 'cancel'}
      onClose={onClose}
    >
      <p>{t(`campaigns.act.${act}`)}</p>
      <Field label={t('campaigns.reason')} fault={submission.faults.reason} required={needsReason(act)}>
        {(id, described, invalid) => (
          <Input.TextArea
            id={id}
            aria-describedby={described}
            aria-invalid={invalid}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
