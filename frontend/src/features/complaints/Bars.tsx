import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, client } from '@/api/client'
import { useLabels } from '@/api/queries'
import { useAnnounce } from '@/ui/announce'
import { ConfirmDanger } from '@/ui/ConfirmDanger'
import { Field, PersonSelect } from '@/ui/fields'
import { SubmitDialog } from '@/ui/SubmitDialog'
import { useSubmit } from '@/ui/useSubmit'
import { refresh } from './queries'
import type { Complaint } from './types'

/** Who sees and does nothing of it: named in it, or recused. */
export function Bars({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation()
  const { label } = useLabels()
  const [adding, setAdding] = useState(false)
  const [lifting, setLifting] = useState<Complaint['bars'][number] | null>(null)
  const office = complaint.hands.includes('office')
  if (!complaint.may_note) return null
  return (
    <section className="panel stack" aria-labelledby="bars-title">
      <h2 id="bars-title">{t('complaints.bars.title')}</h2>
      {complaint.bars.length === 0 && <p className="quiet small">{t('complaints.bars.none')}</p>}
      <ul className="plain">
        {complaint.bars.map((bar) => (
          <li key={bar.id} className="row">
            <span>{bar.name}</span>
            <span className="chip">{label('barred_why', bar.why)}</span>
            {office && (
              <button
                type="button"
                className="link"
                aria-label={t('complaints.bars.lift', { name: bar.name })}
                onClick={() => setLifting(bar)}
              >
                {t('complaints.bars.liftWord')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button size="small" onClick={() => setAdding(true)}>
          {t('complaints.bars.add')}
        </Button>
      </div>
      {adding && <BarDialog complaint={complaint} office={office} onClose={() => setAdding(false)} />}
      {lifting && (
        <ConfirmDanger
          title={t('complaints.bars.lift', { name: lifting.name })}
          okText={t('complaints.bars.liftWord')}
          run={() =>
            call(
              client.DELETE('/api/v1/complaints/{complaint_id}/bars/{bar_id}', {
                params: { path: { complaint_id: complaint.id, bar_id: lifting.id } },
              }),
            )
          }
          onDone={() => {
            setLifting(null)
            refresh()
          }}
          onClose={() => setLifting(null)}
        >
          {t('complaints.bars.liftWhat', { name: lifting.name })}
        </ConfirmDanger>
      )}
    </section>
  )
}

interface DialogProps {
  complaint: Complaint
  /** The office records it for others; anybody for themselves. */
  office: boolean
  onClose: () => void
}

function BarDialog({ complaint, office, onClose }: DialogProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [who, setWho] = useState<number | undefined>()
  const [reason, setReason] = useState('')
  const submission = useSubmit({
    run: () =>
      call(
        client.POST('/api/v1/complaints/{complaint_id}/bars', {
          params: { path: { complaint_id: complaint.id } },
          body: { account_id: who ?? null, why: 'recused', reason: reason.trim() || null },
        }),
      ),
    onDone: () => {
      announce.good(t('complaints.bars.done'))
      onClose()
      refresh()
    },
  })
  return (
    <SubmitDialog
      title={t('complaints.bars.add')}
      okText={t('complaints.bars.add')}
      submission={submission}
      onClose={onClose}
    >
      <p className="quiet small">{t('complaints.bars.what')}</p>
      {office && (
        <Field
          label={t('complaints.bars.who')}
          help={t('complaints.bars.me')}
          fault={submission.faults.account_id}
        >
          {(id) => <PersonSelect id={id} value={who} onChange={setWho} />}
        </Field>
      )}
      <Field label={t('complaints.bars.why')} fault={submission.faults.reason}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </SubmitDialog>
  )
}
